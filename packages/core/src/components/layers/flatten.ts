import { z } from 'zod';
import { sizeOf } from '../shapes.js';
import { layer } from './layer.js';

export const flatten = layer({
  name: 'flatten',
  summary: 'Rows, columns and channels as one row of numbers.',
  options: z.strictObject({}),
  place: (_, { input }) => ({ output: [sizeOf(input)] }),
});
