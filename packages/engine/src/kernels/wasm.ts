import {
  convolve,
  convolveFilterGradient,
  convolveInputGradient,
  maxPoolGradient,
  multiply,
  multiplyEach,
} from './composed.js';
import type { Kernels } from './kernels.js';
import { portableKernels } from './portable.js';

/** Part of the backend's identity, and so of run ids: raise it with each change here or in composed.ts that moves a digest. */
export const wasmKernelsVersion = 2;

/** Kernels for WebAssembly: what its backend lacks or does slowly, composed of its fast convolution and product. */
export const wasmKernels: Kernels = {
  ...portableKernels,
  convolve,
  convolveFilterGradient,
  convolveInputGradient,
  maxPoolGradient,
  multiply,
  multiplyEach,
};
