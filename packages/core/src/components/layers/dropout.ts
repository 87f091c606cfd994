import { z } from 'zod';
import { below1 } from '../options.js';
import { layer } from './layer.js';

export const dropout = layer({
  name: 'dropout',
  summary: 'Sets outputs to 0 in training, each with the same probability (Srivastava et al. 2014).',
  main: 'rate',
  draws: 'dropout',
  doesNothing: ({ rate }) => rate === 0,
  example: 0.5,
  options: z.strictObject({ rate: below1('share of the outputs that is set to 0') }),
  place: (_, { input }) => ({ output: input }),
});
