import { z } from 'zod';
import { whole } from '../options.js';
import { drawn, zeros } from '../placement.js';
import { Misfit, shapeText } from '../shapes.js';
import { initialized, initializer, layer } from './layer.js';

export const attention = layer({
  name: 'attention',
  summary: 'Multi-head self-attention of tokens (Vaswani et al. 2017).',
  main: 'heads',
  weights: 'unit',
  ...initialized,
  example: 4,
  options: z.strictObject({ heads: whole('heads, each on an equal share of the width'), initializer }),
  place: ({ heads }, { input }) => {
    const [tokens, width] = input as [number, number];
    if (input.length !== 2)
      throw new Misfit(`it takes tokens, but gets ${shapeText(input)}`, 'begin with patchEmbedding');
    if (width % heads !== 0) throw new Misfit(`a width of ${width} does not make ${heads} equal heads`, 'use a number of heads that divides the width'); // prettier-ignore
    return {
      output: input,
      parameters: [
        drawn('inputWeights', [width, 3 * width], width, width),
        zeros('inputBias', [3 * width]),
        drawn('outputWeights', [width, width], width, width),
        zeros('outputBias', [width]),
      ],
      cost: 4 * tokens * width * width + 2 * tokens * tokens * width,
    };
  },
});
