import { z } from 'zod';
import type { Configured } from '../component.js';
import { layer } from './family.js';
import { imagesOption } from './images.js';

/** A pair of convolutions of a residual network, without what is added to it. */
export interface Pair {
  /** 2 in the first pair of each stage but the first. */
  readonly stride: number;
  readonly layers: readonly Configured[];
}

const isDepth = (depth: number) => depth === 18 || (depth >= 8 && depth % 6 === 2);
const depthWords = { error: '18, or 6 n + 2 from 8 on: 8, 14, 20, 26 …' };

/** Options of residual networks and of plain ones. */
export const depthOptions = {
  depth: z
    .int(depthWords)
    .refine(isDepth, depthWords)
    .describe(
      'layers with weights, the output among them, without projections: 6 n + 2 is the network for CIFAR-10 with n pairs of convolutions in each stage, 18 the one for ImageNet',
    ) // prettier-ignore
    .default(20),
  images: imagesOption('it begins with one convolution of 3 x 3, and not with one of 7 x 7 that halves and pooling; what is usual follows the depth, large for 18').optional(), // prettier-ignore
};

type Options = z.output<z.ZodObject<typeof depthOptions>>;

/**
 * What residual and plain networks share. He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition, 2016.
 * Stated there: for CIFAR-10 (section 4.2) a convolution of 16 filters, then n pairs each of 16, 32 and 64 filters; for
 * ImageNet (table 1) 64 filters of 7 x 7 with a stride of 2, pooling, then two pairs each of 64, 128, 256 and 512; batch
 * normalization after each convolution; the mean of each channel at the end. Ours: convolutions have no bias, since the
 * normalization has one; pooling does not pad, so that 224 x 224 pixels become 55 x 55 and not 56 x 56; and for small
 * images a depth of 18 begins with a convolution of 3 x 3.
 */
export function stages(
  { depth, images = depth === 18 ? 'large' : 'small' }: Options,
  made: (pair: Pair) => readonly Configured[],
): readonly Configured[] {
  const widths = depth === 18 ? [64, 128, 256, 512] : [16, 32, 64];
  const pairs = depth === 18 ? 2 : (depth - 2) / 6;
  const first = widths[0] as number;
  const conv = (options: object) => [layer('conv', { bias: false, ...options }), layer('batchNorm')];
  const begin =
    images === 'small'
      ? [...conv({ filters: first }), layer('relu')]
      : [...conv({ filters: first, kernelSize: 7, stride: 2 }), layer('relu'), layer('maxPool', { poolSize: 3, stride: 2 })]; // prettier-ignore
  const stage = (filters: number, at: number) =>
    Array.from({ length: pairs }, (_, pair) => {
      const stride = pair === 0 && at > 0 ? 2 : 1;
      const layers = [...conv({ filters, stride }), layer('relu'), ...conv({ filters })];
      return made({ stride, layers });
    }).flat();
  return [...begin, ...widths.flatMap(stage), layer('globalAveragePool')];
}
