import { z } from 'zod';
import { oneOf } from '../options.js';
import { activation, denseLayers, family, layer } from './family.js';

/**
 * LeNet-5 of LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document Recognition, 1998, section II.B
 * and figure 2. Stated there: 6 and 16 maps of 5x5, means of 2x2, 120 and 84 units, tanh; images of 28x28 within 32x32,
 * which is padding. Ours, as is usual today: each map of the second convolution sees all six (61,706 parameters for ten
 * classes, where the paper counts 60,000), means have no weights, tanh is not scaled, and the output is a classifier.
 */
export const lenet = family({
  name: 'lenet',
  summary: 'LeNet-5 (LeCun et al. 1998), for images of 28 x 28; larger ones make its first dense layer larger.',
  example: { activation: 'relu', pool: 'max' },
  options: z.strictObject({
    activation: activation('tanh'),
    pool: oneOf(['average', 'max'], 'what is taken of each window').default('average'),
  }),
  expand: ({ activation: follow, pool }) => [
    layer('conv', { filters: 6, kernelSize: 5 }),
    layer(follow),
    layer(`${pool}Pool`),
    layer('conv', { filters: 16, kernelSize: 5, padding: 'valid' }),
    layer(follow),
    layer(`${pool}Pool`),
    ...denseLayers([120, 84], follow),
  ],
});
