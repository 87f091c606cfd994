import { digestOf, type OpenContext, type Part, setParts } from '@seedbed/core';
import type { ImageWorkers } from '../decode/image-workers.js';
import { missing } from '../files/errors.js';
import type { SourceFiles } from '../files/source-files.js';
import { copyNotes, type Digested } from '../layout/copies.js';
import type { ReadLayout, Survey } from '../layout/layout.js';
import { seenIn } from '../layout/seen-in.js';
import { surveyOf } from '../layout/survey.js';

/** A set whose files were read, and not decoded yet. */
export interface ReadSet {
  readonly files: SourceFiles;
  readonly survey: Survey;
  /** Which edition this is: its classes, the content of every image in order, and what was unusual. */
  readonly origin: string;
}

/** What a set is called, how it is obtained, and what its files mean. */
interface Meaning {
  readonly title: string;
  readonly obtain: string;
  readonly layout: ReadLayout;
}

/**
 * Finds out what the files of a set mean and hold.
 * @param path where the set lies, for a message.
 * @throws SeedbedError SB_DATA_LAYOUT, SB_DATA_MISSING for fewer than two classes, SB_DATA_READ.
 */
export async function readSet(
  { title, obtain, layout }: Meaning,
  path: string,
  files: SourceFiles,
  workers: ImageWorkers,
  { onProgress }: Pick<OpenContext, 'onProgress'>,
): Promise<ReadSet> {
  const found = surveyOf(files, layout(files));
  if (found.classes.length < 2) throw missing(title, tooFew(path, files, found), obtain);
  const images = await digested(files, found, workers, onProgress);
  const survey = { ...found, notes: [...found.notes, ...copyNotes(images)] };
  const classes = survey.classes.map(({ name }) => name);
  const content = images.map(({ part, classIndex, digest }) => [part, classIndex, digest]);
  return { files, survey, origin: digestOf({ classes, images: content, notes: survey.notes }) };
}

/** An image and where it belongs. */
export interface Entry {
  readonly part: Part;
  readonly classIndex: number;
  readonly name: string;
}

/** All images in packed order: part, then class, then name. */
export const entriesOf = ({ classes }: Survey): Entry[] =>
  setParts.flatMap((part) =>
    classes.flatMap((each, classIndex) => each[part].map((name) => ({ part, classIndex, name }))),
  );

/** All images in packed order, with the digests of their files. */
async function digested(
  files: SourceFiles,
  survey: Survey,
  workers: ImageWorkers,
  onProgress: OpenContext['onProgress'],
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

function tooFew(path: string, files: SourceFiles, { classes, parts, notes }: Survey): string {
  const count = classes.length === 1 ? '1 class' : `${classes.length} classes`;
  const what = parts.includes('test') ? 'training and test images' : 'training images';
  return [`${path} has ${count} with ${what}.`, seenIn(files), ...notes].join(' ');
}
