import { type DatasetAbout, type DatasetPlugin, defineDataset } from '@seedbed/core';
import { z } from 'zod';
import type { Marks } from './files/find.js';
import type { ReadLayout } from './layout/layout.js';
import { openImages } from './pack/open-images.js';

export interface ImagesPlugin extends Partial<Pick<Marks, 'marks' | 'archives' | 'beside'>> {
  readonly name: string;
  /** Changes whenever the same original data would give other pixels or another order. */
  readonly version: string;
  readonly about: DatasetAbout;
  /** Height and width, pixels, unless a spec asks for another one. */
  readonly size: number;
  readonly layout: ReadLayout;
}

/**
 * A plugin for a folder or an archive of pictures: square colour images, one option, `size`. `layout` says what the files
 * mean; `classFolders` is the one for a class a folder.
 */
export function defineImages({ size, layout, marks = [], archives, beside, ...plugin }: ImagesPlugin): DatasetPlugin {
  const options = z.strictObject({
    size: z.int().min(8).max(512).default(size).describe('Height and width, pixels.'),
  });
  return defineDataset({
    ...plugin,
    options,
    open: async (given, context) => {
      const parsed = options.parse(given);
      const image = { height: parsed.size, width: parsed.size, channels: 3 } as const;
      const { title, obtain } = plugin.about;
      const found = { title, obtain, marks, ...(archives && { archives }), ...(beside && { beside }) };
      const { name, version } = plugin;
      return openImages({ ...found, plugin: name, version, image, layout }, context);
    },
  });
}
