import type { Tensor } from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';

export const relu = layerCode<{ output: Tensor }>({
  name: 'relu',
  version: 1,
  forward({ kernels }, x) {
    const output = kernels.relu(x);
    return { output, kept: { output } };
  },
  backward: ({ kernels }, { output }, dy) => ({ input: kernels.reluGradient(dy, output), parameters: {} }),
});
