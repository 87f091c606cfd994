import { malformed } from '../files/errors.js';
import { byCodeUnits, type SourceFiles } from '../files/source-files.js';
import { doubtOf } from './doubt.js';
import { byFolder, startOf } from './folders.js';
import { meaningOf, type Parts, type Role } from './part-names.js';
import { picturesOf } from './pictures.js';
import { noteOn, withoutPictures } from './without-pictures.js';

/** Images by the folder of their class. */
export type Classes = ReadonlyMap<string, readonly string[]>;

/** A part of a set. */
export interface PartFolder {
  /** Its name. */
  readonly folder: string;
  readonly images: readonly string[];
  /** None where the images are not in folders of the classes of training. */
  readonly classes: Classes;
}

/** A class a folder, as it was found. */
export interface FolderSet {
  /** All images by class where there are no folders of parts. */
  readonly undivided: Classes | undefined;
  /** The folders of parts, by what they are for. */
  readonly parts: ReadonlyMap<Role, PartFolder>;
  readonly notes: readonly string[];
}

/**
 * Finds a class a folder: `<class>/**.jpg`, or `train/<class>/**.jpg` beside `valid/<class>` and `test/<class>`, under all
 * usual names of these parts, in a folder of their own or not.
 * @throws SeedbedError SB_DATA_LAYOUT where folders look like parts of a set and it is unclear which.
 */
export function readFolders(files: SourceFiles): FolderSet {
  const pictures = picturesOf(files);
  const start = startOf(pictures);
  const { parts, unclear } = meaningOf([...byFolder(pictures, start).keys()]);
  if (parts) return inParts(files, byFolder(pictures, start), start, parts);
  const doubt = unclear ?? doubtOf(pictures, start);
  if (doubt !== undefined) throw malformed(files.describe(''), doubt, hint);
  const notes = noteOn(withoutPictures(files, pictures, start));
  return { undivided: byFolder(pictures, start), parts: new Map(), notes };
}

const hint =
  'Call parts train, valid and test, or name the folder that holds the classes. A plugin of your own (docs/tutorial-dataset.md) can say in its layout.ts what the files mean.'; // prettier-ignore

/** @param start the depth of the parts' folders. */
function inParts(files: SourceFiles, folders: Classes, start: number, parts: Parts): FolderSet {
  const imagesOf = (folder: string) => folders.get(folder) ?? [];
  const training = imagesOf(parts.get('train')!);
  const trainStart = startOf(training, start + 1);
  const train = byFolder(training, trainStart);
  const found = [...parts].map(([role, folder]): [Role, PartFolder] => {
    const images = imagesOf(folder);
    return [role, { folder, images, classes: role === 'train' ? train : classesAs(train, images, start + 1) }];
  });
  return {
    undivided: undefined,
    parts: new Map(found),
    notes: noteOn(withoutPictures(files, training, trainStart)),
  };
}

/** Images by class where they share a class with training; in folders within a folder, as archives double them, too. */
function classesAs(train: Classes, images: readonly string[], depth: number): Classes {
  const depths = [depth, startOf(images, depth)];
  const found = depths.map((each) => byFolder(images, each));
  return found.find((classes) => [...classes.keys()].some((name) => train.has(name))) ?? new Map();
}

/** The classes of some parts, sorted by code units. */
export const classNames = (parts: readonly PartFolder[]): string[] =>
  [...new Set(parts.flatMap(({ classes }) => [...classes.keys()]))].sort(byCodeUnits);

export const imagesOf = ({ classes }: PartFolder, name: string): readonly string[] => classes.get(name) ?? [];

/** The note on a part that is not used. @param why where its images are in folders of the classes. */
export const unused = ({ classes, images, folder }: PartFolder, why: string): string =>
  `Not used: ${images.length} images of ${folder}, ${classes.size === 0 ? 'which are not in folders of the classes' : why}.`;
