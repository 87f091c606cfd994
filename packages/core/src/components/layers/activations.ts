import { z } from 'zod';
import { atLeast } from '../options.js';
import { activation, layer } from './layer.js';

export const relu = activation('relu', 'The larger of the input and 0.');

export const leakyRelu = layer({
  name: 'leakyRelu',
  summary: 'As relu, with a slope below 0.',
  main: 'slope',
  example: 0.1,
  options: z.strictObject({ slope: atLeast('slope below 0').default(0.01) }),
  place: (_, { input }) => ({ output: input }),
});

export const gelu = activation('gelu', 'The input times its Gaussian probability (Hendrycks and Gimpel 2016).');
export const tanh = activation('tanh', 'Hyperbolic tangent.');
export const sigmoid = activation('sigmoid', 'Logistic function.');
