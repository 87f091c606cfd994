import type { Tensor4D } from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';

export const maxPool = layerCode<{ x: Tensor4D; output: Tensor4D }>({
  name: 'maxPool',
  version: 1,
  forward({ kernels, layer }, input) {
    const x = input as Tensor4D;
    const output = kernels.maxPool(x, layer.options['poolSize'] as number);
    return { output, kept: { x, output } };
  },
  backward: ({ kernels, layer }, { x, output }, dy) => ({
    input: kernels.maxPoolGradient(dy as Tensor4D, x, output, layer.options['poolSize'] as number),
    parameters: {},
  }),
});
