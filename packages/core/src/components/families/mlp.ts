import { z } from 'zod';
import { below1, whole } from '../options.js';
import { activation, denseLayers, family } from './family.js';

/**
 * By default the network 28x28-300-100-10 of LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document
 * Recognition, 1998, section III.C.4 (266,610 parameters). Ours: relu, where the paper has a scaled tanh.
 */
export const mlp = family({
  name: 'mlp',
  summary: 'Dense layers, one after the other; by default the 300 and 100 units of LeCun et al. 1998.',
  main: 'units',
  example: [256, 128],
  options: z.strictObject({
    units: z.array(whole('units of a layer'), { error: 'a list of whole numbers from 1' }).describe('units of each layer').default([300, 100]), // prettier-ignore
    activation: activation('relu'),
    dropout: below1('share of the outputs of each layer that is set to 0 in training').default(0),
  }),
  expand: ({ units, activation: follow, dropout }) => denseLayers(units, follow, dropout),
});
