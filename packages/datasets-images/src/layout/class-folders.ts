import { byCodeUnits, type SourceFiles } from '../files/source-files.js';
import { type Classes, readFolders } from './folder-set.js';
import type { ClassImages, Layout } from './layout.js';
import { measuredFolders } from './measured-folders.js';

/** Without test folders, one image in so many is kept for the test: the last ones by name. */
const oneInSo = 5;

/**
 * A class a folder, and test images in any case: `<class>/**.jpg`, or `train/<class>/**.jpg` with `test/<class>/**.jpg`,
 * under all usual names of these parts. Where there is `test`, it is what is measured, and `val` is not used; where there is
 * only `val`, it is. Classes are sorted by code units. Without test folders the last fifth of each class by name is the test
 * set: neighbours in name are often neighbours in time, and would be too alike on both sides of a random split.
 * @throws SeedbedError SB_DATA_LAYOUT where folders look like parts of a set and it is unclear which, or where no part has
 * images of the classes of training.
 */
export function classFolders(files: SourceFiles): Layout {
  const found = readFolders(files);
  if (!found.undivided) return measuredFolders(files, found);
  return { classes: fromClasses(found.undivided), known: [], notes: [heldOut, ...found.notes] };
}

const heldOut = `There are no test folders: of each class the last ${100 / oneInSo} % by name are the test set.`;

function fromClasses(folders: Classes): ClassImages[] {
  return [...folders.keys()].sort(byCodeUnits).map((name) => {
    const own = [...folders.get(name)!].sort(byCodeUnits);
    const kept = own.length - Math.max(1, Math.floor(own.length / oneInSo));
    return { name, train: own.slice(0, kept), test: own.slice(kept) };
  });
}
