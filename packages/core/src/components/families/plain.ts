import { z } from 'zod';
import { family, layer } from './family.js';
import { depthOptions, stages } from './stages.js';

/** The networks to which He et al. 2016 compare residual ones: the same layers without shortcuts (stages.ts). */
export const plain = family({
  name: 'plain',
  summary: 'The layers of a resnet without shortcuts (He et al. 2016).',
  main: 'depth',
  example: 56,
  options: z.strictObject(depthOptions),
  expand: (options) => stages(options, ({ layers }) => [...layers, layer('relu')]),
});
