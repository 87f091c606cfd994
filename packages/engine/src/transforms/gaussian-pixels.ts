import { normalQuantile, philoxKey, philoxUniforms, sizeOf } from '@seedbed/core';
import { numbering } from './numbering.js';
import { transformCode, type Which } from './transform.js';

/** Half of the distance between two uniform numbers: in the middle between them none is 0. */
export const half = 2 ** -24;

/**
 * Replaces an example by normal noise with the mean and deviation, by channel, of the training part. Each example of the
 * set has a Philox sequence of its own, so that its noise depends neither on the order nor on how many are taken.
 */
export const gaussianPixels = transformCode({
  name: 'gaussianPixels',
  version: 1,
  fits: true,
  of(_, { shape, counts, stream, spread }) {
    const { seed } = stream();
    const key = philoxKey(seed);
    const numberOf = numbering(counts);
    return () => {
      const fitted = spread();
      const [count, channels] = [sizeOf(shape), fitted.length];
      const change = (values: Float32Array, which: Which) => {
        const uniforms = philoxUniforms(key, numberOf(which), count);
        for (let at = 0; at < count; at++) {
          const { mean, deviation } = fitted[at % channels] as (typeof fitted)[number];
          values[at] = mean + deviation * normalQuantile((uniforms[at] as number) + half);
        }
      };
      return { key: ['gaussianPixels', seed, fitted], change };
    };
  },
});
