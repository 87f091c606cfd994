import { z } from 'zod';
import { whole } from '../options.js';
import { drawn, zeros } from '../placement.js';
import { imageShape, Misfit } from '../shapes.js';
import { initialized, initializer, layer } from './layer.js';

/** Deviation of the positions at the start, as in Dosovitskiy et al. 2021. */
const positionStd = 0.02;

export const patchEmbedding = layer({
  name: 'patchEmbedding',
  summary: 'Cuts images into patches, each a token: its pixels through a dense layer, plus a learned position (Dosovitskiy et al. 2021).', // prettier-ignore
  weights: 'unit',
  ...initialized,
  example: { patch: 4, units: 64 },
  options: z.strictObject({
    patch: whole('rows and columns of a patch'),
    units: whole('width of a token'),
    initializer,
  }),
  place: ({ patch, units }, { input }) => {
    const [rows, columns, channels] = imageShape(input);
    if (rows % patch !== 0 || columns % patch !== 0) {
      throw new Misfit(`${rows} x ${columns} pixels do not make patches of ${patch} x ${patch}`, 'use a patch that divides rows and columns'); // prettier-ignore
    }
    const tokens = (rows / patch) * (columns / patch);
    const values = patch * patch * channels;
    return {
      output: [tokens, units],
      parameters: [
        drawn('weights', [patch, patch, channels, units], values, units),
        zeros('bias', [units]),
        { name: 'positions', shape: [tokens, units], start: { std: positionStd } },
      ],
      cost: tokens * values * units,
    };
  },
});
