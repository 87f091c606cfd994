import type { Inputs } from '../data/inputs.js';
import type { Spread } from './transform.js';

/** Mean and deviation by channel over all examples and places, in double precision, in the order of the examples. */
export function spreadOf(inputs: Inputs, channels: number): Spread[] {
  const sums = Array.from({ length: channels }, () => ({ values: 0, squares: 0 }));
  const row = new Float32Array(inputs.width);
  for (let index = 0; index < inputs.rows; index++) {
    inputs.fill([index], row);
    for (let channel = 0; channel < channels; channel++) {
      const sum = sums[channel] as (typeof sums)[number];
      for (let at = channel; at < row.length; at += channels) {
        const value = row[at] as number;
        sum.values += value;
        sum.squares += value * value;
      }
    }
  }
  const count = (inputs.rows * inputs.width) / channels;
  return sums.map(({ values, squares }) => {
    const mean = values / count;
    return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
  });
}
