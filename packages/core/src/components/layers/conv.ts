import { z } from 'zod';
import { whole } from '../options.js';
import { drawn, zeros } from '../placement.js';
import { imageShape, Misfit, placesOf } from '../shapes.js';
import { bias, initialized, initializer, layer, sliding } from './layer.js';

export const conv = layer({
  name: 'conv',
  summary: 'Two-dimensional convolution.',
  main: 'filters',
  weights: 'unit',
  ...initialized,
  example: { filters: 32, kernelSize: 5 },
  options: z.strictObject({
    filters: whole('output channels'),
    ...sliding,
    groups: whole('groups of channels that are convolved apart').default(1),
    ...{ bias, initializer },
  }),
  place: ({ filters, kernelSize, stride, padding, groups, bias: biased }, { input }) => {
    const [rows, columns, channels] = imageShape(input);
    if (channels % groups !== 0 || filters % groups !== 0) {
      throw new Misfit(`${channels} channels in and ${filters} out do not make ${groups} equal groups`, 'use a number of groups that divides both'); // prettier-ignore
    }
    const output = [placesOf(rows, kernelSize, stride, padding), placesOf(columns, kernelSize, stride, padding), filters]; // prettier-ignore
    const each = kernelSize * kernelSize * (channels / groups);
    const weights = drawn('weights', [kernelSize, kernelSize, channels / groups, filters], each, (kernelSize * kernelSize * filters) / groups); // prettier-ignore
    return {
      output,
      parameters: [weights, ...(biased ? [zeros('bias', [filters])] : [])],
      cost: (output[0] as number) * (output[1] as number) * each * filters,
    };
  },
});
