import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { relativeError } from '../testing/numbers.js';
import { clip } from './clip.js';

describeBackends(everyBackend, () => {
  it('clips only gradients that are longer than asked, to that length', async () => {
    const clipped = async (values: number[], norm: number | undefined) => {
      const tensor = tf.tidy(() => clip(tf.tensor1d(values), norm));
      const result = Array.from(await tensor.data());
      tensor.dispose();
      return result;
    };
    expect(await clipped([3, -4], 10)).toEqual([3, -4]);
    expect(await clipped([3, -4], 5)).toEqual([3, -4]);
    expect(await clipped([3, -4], undefined)).toEqual([3, -4]);
    expect(await clipped([0, 0], 1)).toEqual([0, 0]);
    expect(relativeError(await clipped([30, -40], 1), [0.6, -0.8])).toBeLessThan(1e-6);
  });
});
