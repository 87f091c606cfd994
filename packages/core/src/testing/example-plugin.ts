import { z } from 'zod';
import { defineDataset } from '../dataset/contract.js';
import { openOrPack } from '../dataset/packed.js';
import { exampleDescription, exampleImages } from './example.js';

/** The example as a plugin: the kit's own test opens it, here and in other processes. */
export default defineDataset({
  name: 'example',
  version: '1',
  about: { title: 'Example', licence: 'MIT', citation: 'Nobody, 2026', obtain: 'It is made up.' },
  options: z.strictObject({}),
  open: (_options, { cacheDir, onProgress }) =>
    openOrPack(cacheDir, exampleDescription, exampleImages({ ...(onProgress && { onProgress }) })),
});
