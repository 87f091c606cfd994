import { setParts } from '@seedbed/core';
import { count, firstOf } from '@seedbed/core/words';
import { byCodeUnits, type SourceFiles } from '../files/source-files.js';
import { type Absent, type ClassParts, type Layout, partsOf, partWords, type Survey } from './layout.js';
import { onceEach } from './once.js';

/**
 * Sorts what a layout found, counts each image once, leaves out classes that nothing could be learnt or measured on, and
 * says what was unusual.
 * @throws SeedbedError SB_DATA_LAYOUT for an image of several classes or parts.
 */
export function surveyOf(files: SourceFiles, layout: Layout): Survey {
  const { classes: once, repeated } = onceEach(files, layout.classes);
  const parts = partsOf(layout.classes);
  const sorted = once.map(({ name, train, test, validation }) => ({
    name,
    train: [...train].sort(byCodeUnits),
    test: [...test].sort(byCodeUnits),
    validation: [...validation].sort(byCodeUnits),
  }));
  // Validation may lack a class: it can be taken out of the training images.
  const needed = parts.filter((part) => part !== 'validation');
  const usable = (each: ClassParts) => needed.every((part) => each[part].length > 0);
  const classes = sorted.filter(usable);
  const empty = sorted.filter((each) => !usable(each)).map(({ name }) => name);
  const unvalidated = parts.includes('validation') ? classes.filter(({ validation }) => validation.length === 0) : [];
  const used = new Set([...layout.known, ...sorted.flatMap((each) => setParts.flatMap((part) => each[part]))]);
  const strays = files.names.filter((name) => !used.has(name));
  const notes = [
    ...(layout.notes ?? []),
    ...absenceNotes(layout.absent ?? []),
    ...caseNotes(sorted.map(({ name }) => name)),
  ];
  if (repeated.length > 0) {
    notes.push(`Named twice or more, counted once: ${count(repeated.length, 'image')} (${firstOf(repeated, 5)}).`);
  }
  if (empty.length > 0) {
    const without = needed.map((part) => `without ${partWords[part]}`).join(' or ');
    notes.push(`Left out, ${without} images: ${empty.length} of ${sorted.length} classes (${firstOf(empty, 5)}).`); // prettier-ignore
  }
  if (unvalidated.length > 0) {
    notes.push(`Without validation images: ${unvalidated.length} of ${classes.length} classes (${firstOf(unvalidated.map(({ name }) => name), 5)}).`); // prettier-ignore
  }
  if (strays.length > 0) {
    notes.push(`Ignored: ${count(strays.length, 'file')} that the set does not name (${firstOf(strays, 5)}).`); // prettier-ignore
  }
  if (files.aside.length > 0) {
    notes.push(`Ignored, hidden or left by programs: ${count(files.aside.length, 'file or folder', 'files and folders')} (${firstOf(files.aside, 5)}).`); // prettier-ignore
  }
  return { classes, parts, notes };
}

/** A sentence on classes that would be one folder on a system that does not tell upper from lower case. */
function caseNotes(names: readonly string[]): string[] {
  const alike = new Map<string, string[]>();
  for (const name of names) alike.set(name.toLowerCase(), [...(alike.get(name.toLowerCase()) ?? []), name]);
  const groups = [...alike.values()].filter((group) => group.length > 1).map((group) => group.join(' and '));
  if (groups.length === 0) return [];
  return [`Classes whose names differ only in case, and which are one folder on some systems: ${firstOf(groups, 5)}.`];
}

/** One sentence a list: how many images are absent, and of which classes. */
function absenceNotes(absent: readonly Absent[]): string[] {
  const lists = [...new Set(absent.map(({ list }) => list))];
  return lists.map((list) => {
    const own = absent.filter((each) => each.list === list);
    const total = own.reduce((sum, each) => sum + each.images, 0);
    const [{ images: first }] = own as [Absent];
    const alike = own.length > 1 && own.every((each) => each.images === first);
    const classes = own.map(({ className, images: number }) => (alike ? className : `${className} ${number}`));
    const of = alike ? `${first} of each of ${own.length} classes: ${firstOf(classes, 5)}` : firstOf(classes, 5);
    return `Absent: ${count(total, 'image')} that ${list} names (${of}).`;
  });
}
