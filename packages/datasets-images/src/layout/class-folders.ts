import type { SourceFiles } from '../files/source-files.js';
import { byCodeUnits } from '../files/source-files.js';
import { type ClassImages, isJpegName, type Layout } from './layout.js';

/** Without test folders, one image in so many is kept for the test: the last ones by name. */
const oneInSo = 5;

const isPart = (folder: string, names: RegExp) => names.test(folder);
const trainNames = /^train(ing)?$/i;
const testNames = /^(test|val|valid|validation)$/i;

/**
 * A class a folder: `<class>/**.jpg`, or `train/<class>/**.jpg` with `test/<class>/**.jpg` (or `val`). Classes are
 * sorted by code units. Without test folders the last fifth of each class by name is the test set: neighbours in name
 * are often neighbours in time, and would be too alike on both sides of a random split.
 */
export function classFolders(files: SourceFiles): Layout {
  const jpegs = files.names.filter(isJpegName);
  const tops = new Set(jpegs.filter((name) => name.includes('/')).map((name) => name.split('/')[0]!));
  const split = [...tops].some((top) => isPart(top, trainNames)) && [...tops].some((top) => isPart(top, testNames));
  return { classes: split ? fromParts(jpegs) : fromClasses(jpegs), known: [], notes: split ? [] : [heldOut] };
}

const heldOut = `There are no test folders: of each class the last ${100 / oneInSo} % by name are the test set.`;

/** Images by the folder at `depth`, in the order of the folders' names. */
function byFolder(names: readonly string[], depth: number): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const name of names) {
    const steps = name.split('/');
    const folder = steps[depth];
    if (folder === undefined || steps.length < depth + 2) continue;
    const own = folders.get(folder);
    if (own) own.push(name);
    else folders.set(folder, [name]);
  }
  return folders;
}

function fromClasses(jpegs: readonly string[]): ClassImages[] {
  const folders = byFolder(jpegs, 0);
  return [...folders.keys()].sort(byCodeUnits).map((name) => {
    const own = [...folders.get(name)!].sort(byCodeUnits);
    const kept = own.length - Math.max(1, Math.floor(own.length / oneInSo));
    return { name, train: own.slice(0, kept), test: own.slice(kept) };
  });
}

function fromParts(jpegs: readonly string[]): ClassImages[] {
  const of = (names: RegExp) => byFolder(jpegs.filter((name) => isPart(name.split('/')[0]!, names)), 1); // prettier-ignore
  const [train, test] = [of(trainNames), of(testNames)];
  const classes = [...new Set([...train.keys(), ...test.keys()])].sort(byCodeUnits);
  return classes.map((name) => ({ name, train: train.get(name) ?? [], test: test.get(name) ?? [] }));
}
