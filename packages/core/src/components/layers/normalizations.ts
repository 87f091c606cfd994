import { z } from 'zod';
import { above, below1, whole } from '../options.js';
import { ones, type Placement, zeros } from '../placement.js';
import { lastOf, Misfit, type Shape, sizeOf } from '../shapes.js';
import { layer } from './layer.js';

const epsilon = above('added to the variance').default(1e-5);

const normalized = (input: Shape): Placement => {
  const channels = [lastOf(input)];
  return { output: input, parameters: [ones('scale', channels), zeros('shift', channels)], cost: sizeOf(input) };
};

export const batchNorm = layer({
  name: 'batchNorm',
  summary: 'Normalizes each channel over the batch (Ioffe and Szegedy 2015).',
  weights: 'normalization',
  overBatch: true,
  example: { momentum: 0.99 },
  options: z.strictObject({
    momentum: below1('share of the running statistics that is kept at each step').default(0.9),
    epsilon,
  }),
  place: (_, { input }) => {
    const channels = [lastOf(input)];
    return { ...normalized(input), buffers: [zeros('mean', channels), ones('variance', channels)] };
  },
});

export const layerNorm = layer({
  name: 'layerNorm',
  summary: 'Normalizes each example over all its values, of a sequence each token (Ba et al. 2016).',
  weights: 'normalization',
  example: { epsilon: 0.001 },
  options: z.strictObject({ epsilon }),
  place: (_, { input }) => normalized(input),
});

export const groupNorm = layer({
  name: 'groupNorm',
  summary: 'Normalizes each example over groups of channels (Wu and He 2018).',
  main: 'groups',
  weights: 'normalization',
  example: 8,
  options: z.strictObject({ groups: whole('groups of channels'), epsilon }),
  place: ({ groups }, { input }) => {
    if (lastOf(input) % groups === 0) return normalized(input);
    throw new Misfit(`${lastOf(input)} channels do not make ${groups} equal groups`, 'use a number of groups that divides the channels'); // prettier-ignore
  },
});
