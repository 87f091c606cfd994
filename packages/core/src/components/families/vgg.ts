import { z } from 'zod';
import { below1, whole, yesOrNo } from '../options.js';
import { denseLayers, family, layer } from './family.js';
import { imagesOption } from './images.js';

/** Convolutions in each of the five parts, by layers with weights: configurations A, B, D and E. */
const configurations: Readonly<Record<number, readonly number[]>> = {
  11: [1, 1, 2, 2, 2],
  13: [2, 2, 2, 2, 2],
  16: [2, 2, 3, 3, 3],
  19: [2, 2, 4, 4, 4],
};
const filters = [64, 128, 256, 512, 512];
const words = { error: `one of ${Object.keys(configurations).join(', ')}` };

/**
 * Simonyan, Zisserman: Very Deep Convolutional Networks for Large-Scale Image Recognition, 2015, table 1. Stated there:
 * convolutions, pooling, two layers of 4096 units with dropout; for images of 224 x 224 and 1000 classes VGG-16 has
 * 138,357,544 parameters (table 2: 138 million). Ours: batch normalization, which is off unless asked for; and for small
 * images the mean of each channel instead of the last pooling, since 28 x 28 cannot be halved five times.
 */
export const vgg = family({
  name: 'vgg',
  summary: 'VGG-11, 13, 16 and 19 (Simonyan and Zisserman 2015).',
  main: 'depth',
  example: { depth: 11, images: 'small', units: 512, batchNorm: true },
  options: z.strictObject({
    depth: z.literal([11, 13, 16, 19], words).describe('layers with weights, the output among them').default(16),
    images: imagesOption('the last pooling is then the mean of each channel').default('large'),
    units: whole('units of both dense layers').default(4096),
    dropout: below1('share of the outputs of the dense layers that is set to 0 in training').default(0.5),
    batchNorm: yesOrNo('whether each convolution is normalized').default(false),
  }),
  expand: ({ depth, images, units, dropout, batchNorm }) => {
    const conv = (part: number) => [layer('conv', { filters: filters[part] }), ...(batchNorm ? [layer('batchNorm')] : []), layer('relu')]; // prettier-ignore
    const pool = (part: number) => layer(images === 'small' && part === filters.length - 1 ? 'globalAveragePool' : 'maxPool'); // prettier-ignore
    const parts = (configurations[depth] as readonly number[]).flatMap((count, part) => [
      ...Array.from({ length: count }, () => conv(part)).flat(),
      pool(part),
    ]);
    return [...parts, ...denseLayers([units, units], 'relu', dropout)];
  },
});
