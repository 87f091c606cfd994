import { z } from 'zod';
import { whole } from '../options.js';
import { drawn, zeros } from '../placement.js';
import { imageShape, placesOf } from '../shapes.js';
import { bias, initialized, initializer, layer, sliding } from './layer.js';

export const depthwiseConv = layer({
  name: 'depthwiseConv',
  summary: 'Convolution of each channel by kernels of its own.',
  main: 'kernelSize',
  weights: 'unit',
  ...initialized,
  example: 3,
  options: z.strictObject({
    ...sliding,
    multiplier: whole('output channels for each input channel').default(1),
    ...{ bias, initializer },
  }),
  place: ({ kernelSize, stride, padding, multiplier, bias: biased }, { input }) => {
    const [rows, columns, channels] = imageShape(input);
    const filters = channels * multiplier;
    const output = [placesOf(rows, kernelSize, stride, padding), placesOf(columns, kernelSize, stride, padding), filters]; // prettier-ignore
    const each = kernelSize * kernelSize;
    return {
      output,
      parameters: [
        drawn('weights', [kernelSize, kernelSize, channels, multiplier], each, each * multiplier),
        ...(biased ? [zeros('bias', [filters])] : []),
      ],
      cost: (output[0] as number) * (output[1] as number) * each * filters,
    };
  },
});
