import { type OpenContext, SeedbedError, type Source } from '@seedbed/core';
import { ImageWorkers } from '../decode/image-workers.js';
import type { ImageShape } from '../decode/shape.js';
import { findSet, type Marks } from '../files/find.js';
import { sight } from '../files/open.js';
import type { SourceFiles } from '../files/source-files.js';
import type { ReadLayout } from '../layout/layout.js';
import { contentOf } from './content.js';
import { readSet } from './read-set.js';
import { recall, remember } from './remembered.js';

/** A set of images as `openImages` needs to know it. */
export interface ImageSet extends Marks {
  /** Name and version of the plugin. */
  readonly plugin: string;
  readonly version: string;
  readonly image: ImageShape;
  readonly layout: ReadLayout;
}

/**
 * Finds a set of images in a folder or an archive. What decides is the content of its files: the same set from a folder,
 * from an archive, after a copy or under other times is one edition. Where its files are those that were seen before, no
 * image is read to know which.
 * @throws SeedbedError SB_DATA_MISSING, SB_DATA_SEVERAL, SB_DATA_LAYOUT, SB_DATA_ARCHIVE, SB_DATA_READ, SB_DATA_WRITE,
 * SB_DATA_UNREACHABLE; and SB_DATA_IMAGE when examples are read.
 */
export async function openImages(set: ImageSet, context: OpenContext): Promise<Source> {
  const { cacheDir, onProgress } = context;
  const sighted = sight(set, findSet(set, context.dataDir));
  const { path } = sighted.found;
  const key = { plugin: set.plugin, version: set.version, stamp: sighted.stamp };
  const workers = new ImageWorkers(set.image);
  let files: SourceFiles | undefined;
  const read = once(async () => {
    const since = BigInt(Date.now()) * 1_000_000n;
    files = await sighted.read(cacheDir, (done, total) => onProgress?.(done, total, 'unpacking'));
    const found = await readSet(set, path, files, workers, context);
    remember(cacheDir, key, sighted, since, found.origin);
    return found;
  });
  const close = async () => {
    await workers.close();
    files?.close();
    files = undefined;
  };
  try {
    const origin = recall(cacheDir, key) ?? (await read()).origin;
    const content = async () => {
      const found = await read();
      if (found.origin !== origin) throw changed(path);
      return contentOf(found, set.image, workers, context);
    };
    return { origin, content, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Work that is done when it is first asked for, and then never again. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let going: Promise<T> | undefined;
  return () => (going ??= work());
}

/** What was remembered is not what is there. */
const changed = (path: string) =>
  new SeedbedError(
    'SB_DATA_UNSTABLE',
    `${path}: its files hold other images than before, under the same sizes and times`,
    {
      hint: 'Run the command again: it reads all files. If that does not help, touch the files that were changed.',
    },
  );
