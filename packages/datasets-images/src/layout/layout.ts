import { byCodeUnits, type SourceFiles } from '../files/source-files.js';

/** A class with the names of its images. */
export interface ClassImages {
  readonly name: string;
  readonly train: readonly string[];
  readonly test: readonly string[];
}

/** What a data set's files mean. */
export interface Layout {
  /** In the data set's own fixed order. */
  readonly classes: readonly ClassImages[];
  /** Files that are no images and that the layout knows: lists, for example. */
  readonly known: readonly string[];
  /** Names that lists give and that are not there, by class. */
  readonly absent?: readonly Absent[];
  readonly notes?: readonly string[];
}

export interface Absent {
  /** The list that names them. */
  readonly list: string;
  readonly className: string;
  readonly images: number;
}

/**
 * Finds out what the files of a set mean; the one thing that differs from data set to data set.
 * @throws SeedbedError SB_DATA_LAYOUT.
 */
export type ReadLayout = (files: SourceFiles) => Layout;

/** A layout, looked over: classes that can be used, every image in its fixed order, and what was odd. */
export interface Survey {
  readonly classes: readonly ClassImages[];
  readonly notes: readonly string[];
}

export const isJpegName = (name: string): boolean => /\.jpe?g$/i.test(name) && !/(^|\/)\._/.test(name);

const examplesOf = (names: readonly string[], most = 5) =>
  names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ');

const images = (number: number) => `${number} image${number === 1 ? '' : 's'}`;

/** Sorts what a layout found, leaves out classes that nothing could be learnt or measured on, and says what was odd. */
export function surveyOf(files: SourceFiles, layout: Layout): Survey {
  const sorted = layout.classes.map(({ name, train, test }) => ({
    name,
    train: [...train].sort(byCodeUnits),
    test: [...test].sort(byCodeUnits),
  }));
  const usable = ({ train, test }: ClassImages) => train.length > 0 && test.length > 0;
  const classes = sorted.filter(usable);
  const empty = sorted.filter((each) => !usable(each)).map(({ name }) => name);
  const used = new Set([...layout.known, ...sorted.flatMap(({ train, test }) => [...train, ...test])]);
  const strays = files.names.filter((name) => !used.has(name));
  const notes = [...(layout.notes ?? []), ...absenceNotes(layout.absent ?? [])];
  if (empty.length > 0) {
    notes.push(`Left out, without training or without test images: ${empty.length} of ${sorted.length} classes (${examplesOf(empty)}).`); // prettier-ignore
  }
  if (strays.length > 0) {
    notes.push(`Ignored: ${strays.length} file${strays.length === 1 ? '' : 's'} that the set does not name (${examplesOf(strays)}).`); // prettier-ignore
  }
  return { classes, notes };
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
    const of = alike ? `${first} of each of ${own.length} classes: ${examplesOf(classes)}` : examplesOf(classes);
    return `Absent: ${images(total)} that ${list} names (${of}).`;
  });
}
