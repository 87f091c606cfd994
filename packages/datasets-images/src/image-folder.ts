import { defineDataset } from '@seedbed/core';
import { z } from 'zod';
import { folderParts } from './layout/folder-parts.js';
import { openImages } from './pack/open-images.js';

const [name, version] = ['image-folder', '1'];
const about = {
  title: 'A folder of images',
  licence: 'That of the images',
  citation: 'That of the images',
  obtain:
    'Name the folder, or the archive (zip, tar, tar.gz), that holds a folder of pictures for each class with --data, with or without folders train, valid and test above them.',
};

const options = z.strictObject({
  set: z
    .string()
    .normalize('NFC')
    .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,99}$/u, 'a short name such as flowers, never a path')
    .describe('A name for the images, which tells two sets apart; never a path.'),
  size: z.int().min(8).max(512).default(64).describe('Height and width, pixels.'),
  channels: z
    .union([z.literal(3), z.literal(1)])
    .default(3)
    .describe('3: red, green, blue; 1: grey.'),
});

/** Anybody's pictures in a folder or an archive, a class a folder, in the parts that its folders name. */
export default defineDataset({
  name,
  version,
  about,
  options,
  open: async (given, context) => {
    const { set, size, channels } = options.parse(given);
    const image = { height: size, width: size, channels };
    const { obtain } = about;
    return openImages({ title: set, obtain, marks: [], plugin: name, version, image, layout: folderParts }, context);
  },
});
