import { z } from 'zod';
import { whole } from '../options.js';
import { drawn, zeros } from '../placement.js';
import { lastOf, sizeOf } from '../shapes.js';
import { bias, initialized, initializer, layer } from './layer.js';

export const pointwise = layer({
  name: 'pointwise',
  summary: 'A dense layer on the channels of each place, or on each token; the same weights for all.',
  main: 'units',
  weights: 'unit',
  ...initialized,
  example: 64,
  options: z.strictObject({ units: whole('outputs of each place'), bias, initializer }),
  place: ({ units, bias: biased }, { input }) => {
    const width = lastOf(input);
    return {
      output: [...input.slice(0, -1), units],
      parameters: [drawn('weights', [width, units], width, units), ...(biased ? [zeros('bias', [units])] : [])],
      cost: sizeOf(input) * units,
    };
  },
});
