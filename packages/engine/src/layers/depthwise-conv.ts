import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Padding } from '../kernels/kernels.js';
import { layerCode } from './layer.js';

export const depthwiseConv = layerCode<{ x: Tensor4D }>({
  name: 'depthwiseConv',
  version: 1,
  forward({ kernels, layer, parameters }, input) {
    const { stride, padding } = layer.options as { stride: number; padding: Padding };
    const x = input as Tensor4D;
    const wide = kernels.convolveChannels(x, parameters['weights'] as Tensor4D, stride, padding);
    const output = parameters['bias'] ? kernels.addBias(wide, parameters['bias'] as Tensor1D) : wide;
    return { output, kept: { x } };
  },
  backward({ kernels, layer, parameters }, { x }, dy, needsInput) {
    const { stride, padding } = layer.options as { stride: number; padding: Padding };
    const weights = parameters['weights'] as Tensor4D;
    const dz = dy as Tensor4D;
    return {
      parameters: {
        weights: kernels.convolveChannelsFilterGradient(dz, x, weights.shape, stride, padding),
        ...(parameters['bias'] && { bias: kernels.biasGradient(dz) }),
      },
      input: needsInput ? kernels.convolveChannelsInputGradient(dz, weights, x.shape, stride, padding) : null,
    };
  },
});
