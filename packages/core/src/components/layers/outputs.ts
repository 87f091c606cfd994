import { z } from 'zod';
import { connected } from './dense.js';
import { bias, initialized, initializerOfOutput as initializer, layer } from './layer.js';

const output = (name: string, predicts: 'classes' | 'numbers', summary: string, example: unknown) =>
  layer({
    name,
    summary,
    weights: 'unit',
    output: true,
    predicts,
    ...initialized,
    example,
    options: z.strictObject({ bias, initializer }),
    place: ({ bias: biased }, { input, outputs }) => connected(input, outputs, biased),
  });

export const classifier = output(
  'classifier',
  'classes',
  'The output: a unit for each class that is learned. Always the last layer.',
  { initializer: 'glorot' },
);

export const regressor = output(
  'regressor',
  'numbers',
  'The output: a unit for each numeric target. Always the last layer.',
  { bias: false },
);
