import { sizeOf, type Stream } from '@seedbed/core';
import type { Drawing } from './initializer.js';

/**
 * Uniform in ±√(gain / n). Uniform, since √ and × are exact on every machine, and log and cos, which normal deviates
 * need, are not.
 */
export function uniform(shape: Drawing['shape'], gain: number, n: number, stream: Stream): Float32Array {
  const limit = Math.sqrt(gain / n);
  const values = new Float32Array(sizeOf(shape));
  for (let at = 0; at < values.length; at++) values[at] = (2 * stream.uniform() - 1) * limit;
  return values;
}
