import { normal, sizeOf, type Stream } from '@seedbed/core';
import { initializerCode } from './initializer.js';

/** Normally distributed; what lies beyond two deviations is drawn again. */
export function truncated(shape: readonly number[], std: number, stream: Stream): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  for (let at = 0; at < values.length; at++) {
    let value = normal(stream);
    while (Math.abs(value) > 2) value = normal(stream);
    values[at] = value * std;
  }
  return values;
}

export const truncatedNormal = initializerCode<{ readonly std: number }>({
  name: 'truncatedNormal',
  version: 1,
  draw: ({ shape }, stream, { std }) => truncated(shape, std, stream),
});
