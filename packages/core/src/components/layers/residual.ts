import { z } from 'zod';
import { layerList, oneOf } from '../options.js';
import { drawn } from '../placement.js';
import { imageShape, lastOf, Misfit, type Shape, shapeText, sizeOf } from '../shapes.js';
import { layer } from './layer.js';

/**
 * How much smaller a block makes rows and columns; 1 where it keeps them, and of tokens and values always.
 * @throws Misfit where there is no such number.
 */
export function shrinkOf(input: Shape, output: Shape): number {
  const same = input.slice(0, -1).every((extent, axis) => extent === output[axis]);
  if (same && input.length === output.length) return 1;
  const misfit = new Misfit(`its layers make ${shapeText(output)} of ${shapeText(input)}, which cannot be added`, 'let its layers keep rows and columns, or divide both by one number with a stride'); // prettier-ignore
  if (input.length !== 3 || output.length !== 3) throw misfit;
  const [rows, columns] = imageShape(input);
  for (let stride = 2; stride <= Math.max(rows, columns); stride++) {
    if (Math.ceil(rows / stride) === output[0] && Math.ceil(columns / stride) === output[1]) return stride;
  }
  throw misfit;
}

export const residual = layer({
  name: 'residual',
  summary: 'Layers whose output is added to their input (He et al. 2016).',
  main: 'layers',
  weights: 'unit',
  layerLists: ['layers'],
  example: [{ conv: 16 }, 'relu', { conv: 16 }],
  options: z.strictObject({
    layers: layerList('the layers of the block'),
    shortcut: oneOf(
      ['identity', 'projection', 'none'],
      'what is added to their output: the input, of which every so many rows and columns are taken and to whose channels zeros are added where the shapes differ; the input through a convolution of single pixels; nothing',
    ).default('identity'),
  }),
  place: ({ shortcut }, { input, inside: output }) => {
    if (shortcut === 'none') return { output };
    shrinkOf(input, output);
    const [before, after] = [lastOf(input), lastOf(output)];
    if (shortcut === 'projection') {
      const shape = input.length === 3 ? [1, 1, before, after] : [before, after];
      return { output, parameters: [drawn('projection', shape, before, after)], cost: sizeOf(output) * before };
    }
    if (after >= before) return { output };
    throw new Misfit(`its layers make ${after} channels of ${before}, and an identity cannot leave any out`, 'use shortcut: projection'); // prettier-ignore
  },
});
