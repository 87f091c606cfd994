import fs from 'node:fs';
import { basename, join } from 'node:path';
import { type Dataset, digestOf, type ImageShape, openOrPack, openPacked, type OpenContext, packedPath } from '@seedbed/core'; // prettier-ignore
import { ImageWorkers } from '../decode/image-workers.js';
import { missing } from '../files/errors.js';
import { findSet, type Marks } from '../files/find.js';
import { sight } from '../files/open.js';
import type { SourceFiles } from '../files/source-files.js';
import { copyNotes, type Digested } from '../layout/copies.js';
import type { ReadLayout, Survey } from '../layout/layout.js';
import { seenIn } from '../layout/seen-in.js';
import { surveyOf } from '../layout/survey.js';
import { entriesOf, packImages } from './pack-images.js';
import { recall, remember } from './remembered.js';

/** A set of images as `openImages` needs to know it. */
export interface ImageSet extends Marks {
  /** Name and version of the plugin. */
  readonly plugin: string;
  readonly version: string;
  /** The options that change pixels or their order. */
  readonly options: unknown;
  readonly image: ImageShape;
  readonly layout: ReadLayout;
}

/**
 * Opens a set of images out of a folder or an archive: looks whether it is packed already, and else reads what is there,
 * decodes it on all cores and packs it. The packed file is found by content: the same set from a folder, from an archive,
 * after a copy or under other times is packed once.
 * @throws SeedbedError SB_DATA_MISSING, SB_DATA_SEVERAL, SB_DATA_LAYOUT, SB_DATA_ARCHIVE, SB_DATA_IMAGE, SB_DATA_READ,
 * SB_DATA_UNREACHABLE, and those of `openOrPack`.
 */
export async function openImages(set: ImageSet, context: OpenContext): Promise<Dataset> {
  const { cacheDir, onProgress, skipDamaged = false, identityOnly = false } = context;
  const sighted = sight(set, findSet(set, context.dataDir));
  const key = { plugin: set.plugin, version: set.version, options: set.options, skipDamaged, stamp: sighted.stamp };
  const opened = openRemembered(cacheDir, key, identityOnly);
  if (opened) return opened;
  const since = BigInt(Date.now()) * 1_000_000n;
  const files = await sighted.read(cacheDir, (read, total) => onProgress?.(read, total, 'unpacking'));
  const workers = new ImageWorkers(set.image);
  try {
    const found = surveyOf(files, set.layout(files));
    if (found.classes.length < 2) throw tooFew(set, sighted.found.path, files, found);
    const images = await digested(files, found, workers, context);
    const survey = { ...found, notes: [...found.notes, ...copyNotes(images)] };
    const origin = originOf(survey, images, context);
    const { plugin, version, options, image } = set;
    const classes = survey.classes.map(({ name }) => name);
    const description = { plugin, version, origin, options, image, classes };
    const dataset = await openOrPack(
      cacheDir,
      description,
      packImages(files, survey, image, workers, origin, context),
      {
        onDamaged: (reason) => process.emitWarning(`${reason.message}; it is packed again`, { code: reason.code }),
      },
    );
    remember(cacheDir, key, sighted, since, { origin, packed: basename(packedPath(cacheDir, description)) });
    return dataset;
  } finally {
    await workers.close();
    files.close();
  }
}

/** Opens what was packed of the same files before; undefined where there is anything to doubt. */
function openRemembered(cacheDir: string, key: unknown, identityOnly: boolean): Dataset | undefined {
  const memory = recall(cacheDir, key);
  if (!memory || !fs.existsSync(join(cacheDir, memory.packed))) return undefined;
  try {
    const dataset = openPacked(join(cacheDir, memory.packed), { identityOnly });
    if (dataset.header.origin === memory.origin) return dataset;
    dataset.close();
  } catch {
    // Damaged: what follows says so, and packs it again.
  }
  return undefined;
}

/** All images in packed order, with the digests of their files. */
async function digested(
  files: SourceFiles,
  survey: Survey,
  workers: ImageWorkers,
  { onProgress }: OpenContext,
): Promise<Digested[]> {
  const entries = entriesOf(survey);
  const known = new Map(entries.map(({ name }) => [name, files.digest(name)]));
  const unread = entries.map(({ name }) => name).filter((name) => known.get(name) === undefined);
  const digests = await workers.digest(
    unread.map((name) => files.locate(name)),
    (done) => onProgress?.(done, unread.length, 'reading'),
  );
  for (const [index, name] of unread.entries()) known.set(name, digests[index]);
  return entries.map((entry) => ({ ...entry, digest: known.get(entry.name)! }));
}

/** Which edition of a set this is: its classes, the content of every image in order, and what was odd. */
function originOf(survey: Survey, images: readonly Digested[], { skipDamaged = false }: OpenContext): string {
  const classes = survey.classes.map(({ name }) => name);
  const content = images.map(({ part, classIndex, digest }) => [part, classIndex, digest]);
  return digestOf({ classes, images: content, notes: survey.notes, ...(skipDamaged && { skipDamaged }) });
}

const tooFew = ({ title, obtain }: ImageSet, path: string, files: SourceFiles, { classes, notes }: Survey) =>
  missing(title, [`${path} has ${classes.length === 1 ? '1 class' : `${classes.length} classes`} with training and test images.`, seenIn(files), ...notes].join(' '), obtain); // prettier-ignore
