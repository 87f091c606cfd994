import type { Tensor4D } from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';

export const maxPool = layerCode<{ x: Tensor4D; output: Tensor4D }>({
  name: 'maxPool',
  version: 1,
  forward({ kernels, layer }, input) {
    const { poolSize, stride } = layer.options as { poolSize: number; stride?: number };
    const x = input as Tensor4D;
    const output = kernels.maxPool(x, poolSize, stride);
    return { output, kept: { x, output } };
  },
  backward({ kernels, layer }, { x, output }, dy) {
    const { poolSize, stride } = layer.options as { poolSize: number; stride?: number };
    return { input: kernels.maxPoolGradient(dy as Tensor4D, x, output, poolSize, stride), parameters: {} };
  },
});
