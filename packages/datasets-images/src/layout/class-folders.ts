import { malformed } from '../files/errors.js';
import { byCodeUnits, type SourceFiles } from '../files/source-files.js';
import { doubtOf } from './doubt.js';
import { byFolder, startOf } from './folders.js';
import type { ClassImages, Layout } from './layout.js';
import { meaningOf } from './part-names.js';
import { partFolders } from './part-folders.js';
import { picturesOf } from './pictures.js';
import { noteOn, withoutPictures } from './without-pictures.js';

/** Without test folders, one image in so many is kept for the test: the last ones by name. */
const oneInSo = 5;

/**
 * A class a folder: `<class>/**.jpg`, or `train/<class>/**.jpg` with `test/<class>/**.jpg`, under all usual names of these
 * parts, in a folder of their own or not. Where there is `test`, it is what is measured, and `val` is not used; where
 * there is only `val`, it is. Classes are sorted by code units. Without test folders the last fifth of each class by name
 * is the test set: neighbours in name are often neighbours in time, and would be too alike on both sides of a random split.
 * @throws SeedbedError SB_DATA_LAYOUT where folders look like parts of a set and it is unclear which.
 */
export function classFolders(files: SourceFiles): Layout {
  const pictures = picturesOf(files);
  const start = startOf(pictures);
  const { parts, unclear } = meaningOf([...byFolder(pictures, start).keys()]);
  if (parts) return partFolders(files, pictures, start, parts);
  const doubt = unclear ?? doubtOf(pictures, start);
  if (doubt !== undefined) throw malformed(files.describe(''), doubt, hint);
  return {
    classes: fromClasses(pictures, start),
    known: [],
    notes: [heldOut, ...noteOn(withoutPictures(files, pictures, start))],
  };
}

const hint =
  'Call parts train and test, or name the folder that holds the classes, or say what the files mean in the plugin’s layout.ts.';

const heldOut = `There are no test folders: of each class the last ${100 / oneInSo} % by name are the test set.`;

function fromClasses(pictures: readonly string[], start: number): ClassImages[] {
  const folders = byFolder(pictures, start);
  return [...folders.keys()].sort(byCodeUnits).map((name) => {
    const own = [...folders.get(name)!].sort(byCodeUnits);
    const kept = own.length - Math.max(1, Math.floor(own.length / oneInSo));
    return { name, train: own.slice(0, kept), test: own.slice(kept) };
  });
}
