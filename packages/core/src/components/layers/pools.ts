import { z } from 'zod';
import { whole } from '../options.js';
import { imageShape, lastOf, Misfit, placesOf, shapeText } from '../shapes.js';
import { layer } from './layer.js';

const pool = (name: string, summary: string) =>
  layer({
    name,
    summary,
    main: 'poolSize',
    example: { poolSize: 3, stride: 2 },
    options: z.strictObject({
      poolSize: whole('rows and columns of the window').default(2),
      stride: whole('step between windows; the size of the window unless given').optional(),
    }),
    place: ({ poolSize, stride = poolSize }, { input }) => {
      const [rows, columns, channels] = imageShape(input);
      return { output: [placesOf(rows, poolSize, stride, 'valid'), placesOf(columns, poolSize, stride, 'valid'), channels] }; // prettier-ignore
    },
  });

export const maxPool = pool('maxPool', 'The largest value of each window.');
export const averagePool = pool('averagePool', 'The mean of each window.');

export const globalAveragePool = layer({
  name: 'globalAveragePool',
  summary: 'The mean of each channel, over all places or tokens.',
  options: z.strictObject({}),
  place: (_, { input }) => {
    if (input.length > 1) return { output: [lastOf(input)] };
    throw new Misfit(`it takes images or tokens, but gets ${shapeText(input)} values`, 'leave it out');
  },
});
