import { type Dataset, normalQuantile, philoxKey, philoxUniforms } from '@seedbed/core';
import { transformCode, type Which } from './transform.js';

/** Half of the distance between two uniform numbers: in the middle between them none is 0. */
const half = 2 ** -24;

/**
 * Replaces an example by normal noise with the mean and deviation, by channel, of the training part. Each example of the
 * set has a Philox sequence of its own, so that its noise depends neither on the order nor on how many are taken.
 */
export const gaussianPixels = transformCode({
  name: 'gaussianPixels',
  version: 1,
  fits: true,
  of(_, { image: { channels }, counts, stream, spread }) {
    const { seed } = stream();
    const key = philoxKey(seed);
    const numberOf = numbering(counts);
    return () => {
      const fitted = spread();
      const change = (values: Float32Array, which: Which) => {
        const uniforms = philoxUniforms(key, numberOf(which), values.length);
        for (let at = 0; at < values.length; at++) {
          const { mean, deviation } = fitted[at % channels] as (typeof fitted)[number];
          values[at] = mean + deviation * normalQuantile((uniforms[at] as number) + half);
        }
      };
      return { key: ['gaussianPixels', seed, fitted], change };
    };
  },
});

/** Numbers the examples of a set: class by class, of each its training examples before those of its test part. */
function numbering({ train, test }: Dataset['counts']): (which: Which) => number {
  const first: number[] = [0];
  for (const [index, count] of train.entries()) first.push((first[index] as number) + count + (test[index] ?? 0));
  return ({ part, classIndex, item }) => (first[classIndex] as number) + (part === 'test' ? (train[classIndex] as number) : 0) + item; // prettier-ignore
}
