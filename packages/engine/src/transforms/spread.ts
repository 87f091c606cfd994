import { lastOf, type Shape } from '@seedbed/core';
import type { Inputs } from '../data/inputs.js';
import type { Spread } from './transform.js';

/**
 * Mean and deviation by channel or column over all examples and places, in double precision, in the order of the
 * examples. Of rows of a table in two passes, since a column may lie far from 0; of images, which were standardized, in
 * one.
 */
export function spreadOf(inputs: Inputs, shape: Shape): Spread[] {
  const channels = lastOf(shape);
  const means = shape.length === 1 ? sumsOf(inputs, channels).map(({ values }) => values / inputs.rows) : undefined;
  const count = (inputs.rows * inputs.width) / channels;
  return sumsOf(inputs, channels, means).map(({ values, squares }, channel) => {
    const offset = values / count;
    const deviation = Math.sqrt(Math.max(0, squares / count - offset * offset));
    return { mean: (means?.[channel] ?? 0) + offset, deviation };
  });
}

/** Sums over all values of a channel, and of their squares. @param from what is taken off each first. */
function sumsOf(inputs: Inputs, channels: number, from?: readonly number[]) {
  const sums = Array.from({ length: channels }, () => ({ values: 0, squares: 0 }));
  const row = new Float32Array(inputs.width);
  for (let index = 0; index < inputs.rows; index++) {
    inputs.fill([index], row);
    for (let channel = 0; channel < channels; channel++) {
      const sum = sums[channel] as (typeof sums)[number];
      const middle = from?.[channel] ?? 0;
      for (let at = channel; at < row.length; at += channels) {
        const value = (row[at] as number) - middle;
        sum.values += value;
        sum.squares += value * value;
      }
    }
  }
  return sums;
}
