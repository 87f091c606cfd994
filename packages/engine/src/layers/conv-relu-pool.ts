import type { PlacedLayer } from '@seedbed/core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { layerCode } from './layer.js';

interface Kept {
  readonly x: Tensor4D;
  readonly wide: Tensor4D;
  readonly pooled: Tensor4D;
  readonly output: Tensor4D;
}

/** Whether layers begin with a plain convolution, relu and max pooling of windows that do not overlap. */
export function isConvReluPool([conv, relu, pool]: readonly PlacedLayer[]): boolean {
  if (conv?.kind !== 'conv' || relu?.kind !== 'relu' || pool?.kind !== 'maxPool') return false;
  if (conv.options['groups'] !== 1 || conv.options['padding'] !== 'same') return false;
  return (pool.options['stride'] ?? pool.options['poolSize']) === pool.options['poolSize'];
}

/**
 * A convolution, relu and max pooling as one. Pooling comes before bias and relu: as both are monotone the values are the
 * same, on a quarter of the elements. Of a window's equal sums the gradient goes to the first before rounding.
 */
export const convReluPool = (pool: PlacedLayer) => {
  const window = pool.options['poolSize'] as number;
  return layerCode<Kept>({
    name: 'conv, relu, maxPool',
    version: 1,
    forward({ kernels, layer, parameters }, input) {
      const x = input as Tensor4D;
      const wide = kernels.convolve(x, parameters['weights'] as Tensor4D, layer.options['stride'] as number);
      const pooled = kernels.maxPool(wide, window);
      const sum = parameters['bias'] ? kernels.addBias(pooled, parameters['bias'] as Tensor1D) : pooled;
      const output = kernels.relu(sum);
      return { output, kept: { x, wide, pooled, output } };
    },
    backward({ kernels, layer, parameters }, { x, wide, pooled, output }, dy, needsInput) {
      const stride = layer.options['stride'] as number;
      const weights = parameters['weights'] as Tensor4D;
      const dz = kernels.reluGradient(dy as Tensor4D, output);
      const bias = parameters['bias'] && kernels.biasGradient(dz);
      const dwide = kernels.maxPoolGradient(dz, wide, pooled, window);
      wide.dispose();
      return {
        parameters: { weights: kernels.convolveFilterGradient(dwide, x, weights.shape, stride), ...(bias && { bias }) },
        input: needsInput ? kernels.convolveInputGradient(dwide, weights, x.shape, stride) : null,
      };
    },
  });
};
