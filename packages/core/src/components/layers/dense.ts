import { z } from 'zod';
import { whole } from '../options.js';
import { drawn, type Placement, zeros } from '../placement.js';
import { type Shape, sizeOf } from '../shapes.js';
import { bias, initialized, initializer, layer } from './layer.js';

/** Every output depends on every input. */
export function connected(input: Shape, units: number, biased: boolean): Placement {
  const values = sizeOf(input);
  const weights = drawn('weights', [values, units], values, units);
  return { output: [units], parameters: [weights, ...(biased ? [zeros('bias', [units])] : [])], cost: values * units };
}

export const dense = layer({
  name: 'dense',
  summary: 'Every output depends on every input; flattens what it gets.',
  main: 'units',
  weights: 'unit',
  ...initialized,
  example: 64,
  options: z.strictObject({ units: whole('outputs'), bias, initializer }),
  place: ({ units, bias: biased }, { input }) => connected(input, units, biased),
});
