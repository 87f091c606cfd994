import { type Interval, tInterval } from '@seedbed/core';

/** Coverage of every interval of the page that no claim asks for. */
export const level = 0.95;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The t interval over replicates; null of fewer than two, which have none. */
export const intervalOf = (values: readonly number[]): Interval | null =>
  values.length < 2 ? null : tInterval(values, level);
