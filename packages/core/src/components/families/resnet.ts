import { z } from 'zod';
import { oneOf } from '../options.js';
import { family, layer } from './family.js';
import { depthOptions, stages } from './stages.js';

/**
 * Residual networks of two convolutions a block (stages.ts). Stated in the paper: for CIFAR-10 all shortcuts are
 * identities, option A (table 6: 0.27 million parameters at depth 20, 0.46, 0.66, 0.85 and 1.7 at 32, 44, 56 and 110); for
 * ImageNet those that change the shape are projections, option B. Ours: a projection is not normalized.
 */
export const resnet = family({
  name: 'resnet',
  summary: 'Residual networks for CIFAR-10 and ResNet-18 (He et al. 2016).',
  main: 'depth',
  example: 56,
  options: z.strictObject({
    ...depthOptions,
    shortcut: oneOf(
      ['identity', 'projection'],
      'what is added where a block changes the shape; what is usual follows the depth, projection for 18',
    ).optional(),
  }),
  expand: ({ shortcut, ...options }) => {
    const changing = shortcut ?? (options.depth === 18 ? 'projection' : 'identity');
    return stages(options, ({ stride, layers }) => [
      layer('residual', { layers, shortcut: stride === 1 ? 'identity' : changing }),
      layer('relu'),
    ]);
  },
});
