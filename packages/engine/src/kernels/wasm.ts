import { convolve, convolveFilterGradient, convolveInputGradient, maxPoolGradient, multiply } from './composed.js';
import type { Kernels } from './kernels.js';
import { portableKernels } from './portable.js';

/** Kernels for WebAssembly: what its backend lacks or does slowly, composed of its fast convolution and product. */
export const wasmKernels: Kernels = {
  ...portableKernels,
  convolve,
  convolveFilterGradient,
  convolveInputGradient,
  maxPoolGradient,
  multiply,
};
