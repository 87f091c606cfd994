import { z } from 'zod';
import { defineDataset } from '../dataset/contract.js';
import { exampleDescription, exampleImages } from './example.js';

/** The example as a plugin: the kit's own test opens it, here and in other processes. */
export default defineDataset({
  name: exampleDescription.plugin,
  version: exampleDescription.version,
  about: { title: 'Example', licence: 'MIT', citation: 'Nobody, 2026', obtain: 'It is made up.' },
  options: z.strictObject({}),
  open: async (_options, { onProgress }) => ({
    origin: exampleDescription.origin,
    content: async () => exampleImages({ onProgress }),
  }),
});
