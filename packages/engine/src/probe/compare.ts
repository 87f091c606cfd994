import { sizeOf } from '@seedbed/core';
import { condense, placesOf } from './condense.js';
import type { KnownAnswer } from './known-answers.js';

/** Formats in which a backend may multiply. */
export type Precision = 'float32' | 'tf32' | 'float16' | 'bfloat16';

/**
 * By how much an element may be off, as a share of the absolute values that were summed for it: 256 roundings of float32,
 * for fast convolutions (Winograd's) round often, and 8 of the formats that have fewer digits.
 */
export const tolerances: Readonly<Record<Precision, number>> = {
  float32: 2 ** -16,
  tf32: 2 ** -8,
  float16: 2 ** -8,
  bfloat16: 2 ** -5,
};

/** The smallest normal number of float32: below it processors and devices may give zero. */
const smallest = 2 ** -126;

interface Output {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** The first output that is not as expected, in words; null where all are. */
export function firstWrong(
  outputs: readonly Output[],
  expected: readonly KnownAnswer[],
  precision: Precision = 'float32',
): string | null {
  if (outputs.length !== expected.length) return `${expected.length} outputs expected, got ${outputs.length}`;
  for (const [which, { shape, values, terms, condensed = false }] of expected.entries()) {
    const output = outputs[which] as Output;
    if (output.shape.join() !== shape.join()) return `shape [${shape.join(', ')}] expected, got [${output.shape.join(', ')}]`; // prettier-ignore
    const numbers = condensed ? condense(output.values) : output.values;
    const place = (index: number) => (condensed ? condensedPlace(index, shape) : placeOf(index, shape));
    for (const [index, value] of values.entries()) {
      const got = numbers[index] as number;
      if (Number.isNaN(value) && Number.isNaN(got)) continue;
      if (Number.isNaN(value)) return `${place(index)}: NaN expected, got ${figure(got)}`;
      const allowed = tolerances[precision] * (terms[index] as number) + smallest;
      if (!(Math.abs(got - value) <= allowed)) return `${place(index)}: ${figure(value)} expected, got ${figure(got)}, which is off by more than ${figure(allowed)}`; // prettier-ignore
    }
  }
  return null;
}

/** Seven digits: what float32 has. */
const figure = (value: number) => (Number.isFinite(value) ? String(Number(value.toPrecision(7))) : String(value));

function placeOf(index: number, shape: readonly number[]): string {
  const place: number[] = [];
  let left = index;
  for (const extent of [...shape].reverse()) {
    place.unshift(left % extent);
    left = Math.floor(left / extent);
  }
  return shape.length === 0 ? 'the result' : `element [${place.join(', ')}]`;
}

function condensedPlace(index: number, shape: readonly number[]): string {
  const [first, last] = placesOf(sizeOf(shape), index);
  if (last === undefined) return placeOf(first, shape);
  return `a weighted sum from ${placeOf(first, shape)} to ${placeOf(last, shape)}`;
}
