import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';

export const conv = layerCode<{ x: Tensor4D }>({
  name: 'conv',
  version: 1,
  forward({ kernels, layer, parameters }, input) {
    const x = input as Tensor4D;
    const wide = kernels.convolve(x, parameters['weights'] as Tensor4D, layer.options['stride'] as number);
    const output = parameters['bias'] ? kernels.addBias(wide, parameters['bias'] as Tensor1D) : wide;
    return { output, kept: { x } };
  },
  backward({ kernels, layer, parameters }, { x }, dy, needsInput) {
    const stride = layer.options['stride'] as number;
    const weights = parameters['weights'] as Tensor4D;
    const dz = dy as Tensor4D;
    const bias = parameters['bias'] && kernels.biasGradient(dz);
    return {
      parameters: { weights: kernels.convolveFilterGradient(dz, x, weights.shape, stride), ...(bias && { bias }) },
      input: needsInput ? kernels.convolveInputGradient(dz, weights, x.shape, stride) : null,
    };
  },
});
