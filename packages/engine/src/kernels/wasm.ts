import { convolve, convolveFilterGradient, convolveInputGradient, multiply, multiplyEach } from './composed.js';
import { convolveChannels, convolveChannelsFilterGradient, convolveChannelsInputGradient } from './composed-channels.js'; // prettier-ignore
import { averagePoolGradient, maxPoolGradient } from './composed-pooling.js';
import type { Kernels } from './kernels.js';
import { portableKernels } from './portable.js';

/** Part of the backend's identity, and so of run ids: raise it with each change here or in composed.ts that moves a digest. */
export const wasmKernelsVersion = 3;

/** Kernels for WebAssembly: what its backend lacks or does slowly, composed of its fast convolution and product. */
export const wasmKernels: Kernels = {
  ...portableKernels,
  convolve,
  convolveFilterGradient,
  convolveInputGradient,
  convolveChannels,
  convolveChannelsFilterGradient,
  convolveChannelsInputGradient,
  maxPoolGradient,
  averagePoolGradient,
  multiply,
  multiplyEach,
};
