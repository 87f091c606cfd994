import { permutation, sizeOf } from '@seedbed/core';
import { transformCode } from './transform.js';

/** Permutes the values of an example: rows, columns and channels together, every example alike. */
export const shufflePixels = transformCode({
  name: 'shufflePixels',
  version: 1,
  of(_, { shape, stream }) {
    const drawing = stream();
    const order = permutation(sizeOf(shape), drawing);
    const before = new Float32Array(order.length);
    const change = (values: Float32Array) => {
      before.set(values.subarray(0, order.length));
      for (let at = 0; at < order.length; at++) values[at] = before[order[at] as number] as number;
    };
    return () => ({ key: ['shufflePixels', drawing.seed], change });
  },
});
