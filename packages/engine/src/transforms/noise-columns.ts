import { normalQuantile, philoxKey, philoxUniforms, sizeOf } from '@seedbed/core';
import { half } from './gaussian-pixels.js';
import { numbering } from './numbering.js';
import { transformCode, type Which } from './transform.js';

/**
 * Adds columns of standard normal noise behind those that are there. Each example of the set has a Philox sequence of its
 * own: fewer columns are the first of more, whatever else is taken. In parts that it does not change they are 0.
 */
export const noiseColumns = transformCode<{ readonly count: number }>({
  name: 'noiseColumns',
  version: 1,
  of({ count }, { shape, counts, stream }) {
    const { seed } = stream();
    const key = philoxKey(seed);
    const numberOf = numbering(counts);
    const from = sizeOf(shape);
    const change = (values: Float32Array, which: Which) => {
      const uniforms = philoxUniforms(key, numberOf(which), count);
      for (let at = 0; at < count; at++) values[from + at] = normalQuantile((uniforms[at] as number) + half);
    };
    return () => ({ key: ['noiseColumns', seed, count], change });
  },
});
