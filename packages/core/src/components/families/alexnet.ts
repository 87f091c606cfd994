import { z } from 'zod';
import { below1, whole } from '../options.js';
import { denseLayers, family, layer } from './family.js';
import { imagesOption } from './images.js';

/**
 * Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural Networks, 2012, section 3.5 and
 * figure 2. Stated there: filters, kernels, the stride of 4, the two groups of layers 2, 4 and 5, windows of 3 with a
 * stride of 2, two layers of 4096 units with dropout. For images of 227 x 227, as in its implementation (the paper's text
 * says 224), and 1000 classes it has 60,965,224 parameters. Ours: no local response normalization. For small images, ours
 * too: the first convolution is 5 x 5 with a stride of 1; the paper's would leave 5 x 5 places of 28 x 28.
 */
export const alexnet = family({
  name: 'alexnet',
  summary: 'AlexNet (Krizhevsky et al. 2012), without local response normalization.',
  example: { images: 'small', units: 512 },
  options: z.strictObject({
    images: imagesOption('the first convolution then has kernels of 5 x 5 and no stride').default('large'),
    units: whole('units of both dense layers').default(4096),
    dropout: below1('share of the outputs of the dense layers that is set to 0 in training').default(0.5),
  }),
  expand: ({ images, units, dropout }) => {
    const first = images === 'small' ? { kernelSize: 5 } : { kernelSize: 11, stride: 4, padding: 'valid' };
    const pool = layer('maxPool', { poolSize: 3, stride: 2 });
    const conv = (filters: number, options: object) => [layer('conv', { filters, ...options }), layer('relu')];
    return [
      ...conv(96, first),
      pool,
      ...conv(256, { kernelSize: 5, groups: 2 }),
      pool,
      ...conv(384, {}),
      ...conv(384, { groups: 2 }),
      ...conv(256, { groups: 2 }),
      pool,
      ...denseLayers([units, units], 'relu', dropout),
    ];
  },
});
