import { z } from 'zod';
import type { Configured } from '../component.js';
import { layerList, whole } from '../options.js';
import { family } from './family.js';

export const repeat = family({
  name: 'repeat',
  summary: 'The same layers, several times.',
  layerLists: ['layers'],
  example: { times: 2, layers: [{ conv: 16 }, 'relu'] },
  options: z.strictObject({ times: whole('how often', 0, 1000), layers: layerList('what is repeated') }),
  expand: ({ times, layers }) => Array.from({ length: times }, () => layers as Configured[]).flat(),
});
