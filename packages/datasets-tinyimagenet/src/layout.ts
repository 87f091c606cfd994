import { firstOf } from '@seedbed/core/words';
import { type Absent, isPicture, type Layout, linesOf, type SourceFiles } from '@seedbed/datasets-images';
import { testImages } from './test-images.js';

const boxes = (id: string) => `train/${id}/${id}_boxes.txt`;

/**
 * The official layout, and copies with images sorted into folders by class, or without lists that can be derived.
 * `wnids.txt` gives the order of the classes, and the folders of `train` that it does not name follow; the images of
 * `train/<wnid>` are training images and those of `val` are the test set, since nobody has the labels of `test`.
 * @throws SeedbedError SB_DATA_LAYOUT.
 */
export function layout(files: SourceFiles): Layout {
  const train = trainingImages(files);
  const listed = files.has('wnids.txt') ? new Set(linesOf(files.text('wnids.txt'))) : undefined;
  const unlisted = [...train.keys()].filter((id) => !listed?.has(id));
  const ids = [...(listed ?? []), ...unlisted];
  const words = wordsOf(files);
  const nameOf = (id: string) => (words.has(id) ? `${id} ${words.get(id)!}` : id);
  const test = testImages(files, new Set(ids));
  const known = files.names.filter((name) => name.endsWith('.txt') && !name.startsWith('test/'));
  const unlabelled = files.names.filter((name) => name.startsWith('test/') && isPicture(name));
  return {
    classes: ids.map((id) => ({ name: nameOf(id), train: train.get(id) ?? [], test: test.labels.get(id) ?? [] })),
    known: [...known, ...unlabelled],
    absent: [
      ...absentTraining(files, ids, nameOf),
      ...[...test.absent].map(([id, images]) => ({ list: test.list, className: nameOf(id), images })),
    ],
    notes: [
      ...unlistedNotes(listed, unlisted, ids.length),
      ...wordNotes(files, ids, words),
      ...test.notes,
      ...(unlabelled.length > 0 ? [`Not used: ${unlabelled.length} images of test, whose labels are not published.`] : []), // prettier-ignore
    ],
  };
}

/** What of the classes is no list's. */
function unlistedNotes(listed: ReadonlySet<string> | undefined, unlisted: readonly string[], all: number): string[] {
  if (!listed) return ['Derived: wnids.txt is not there, so the classes are the folders of train, in their order.'];
  if (unlisted.length === 0) return [];
  return [`Taken from the folders of train: ${unlisted.length} of ${all} classes, since wnids.txt does not name them (${firstOf(unlisted, 5)}).`]; // prettier-ignore
}

/** The first word for each id; the list may hold all of WordNet, and may be absent. */
function wordsOf(files: SourceFiles): Map<string, string> {
  const lines = files.has('words.txt') ? linesOf(files.text('words.txt')) : [];
  const entries = lines.map((line) => {
    const [id = '', words = ''] = line.split('\t');
    return [id, words.split(',')[0]!.trim()] as const;
  });
  return new Map(entries.filter(([, word]) => word !== ''));
}

function wordNotes(files: SourceFiles, ids: readonly string[], words: ReadonlyMap<string, string>): string[] {
  const without = ids.filter((id) => !words.has(id));
  if (without.length === 0) return [];
  const why = files.has('words.txt') ? `words.txt says nothing about ${firstOf(without, 5)}` : 'words.txt is not there'; // prettier-ignore
  return [`Named by their ids alone: ${without.length} of ${ids.length} classes, since ${why}.`];
}

/** `train/<wnid>/images/*.JPEG`; some copies lack the folder `images`. */
function trainingImages(files: SourceFiles): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const name of files.names) {
    const id = /^train\/([^/]+)\/(?:images\/)?[^/]+$/.exec(name)?.[1];
    if (id === undefined || !isPicture(name)) continue;
    const own = found.get(id);
    if (own) own.push(name);
    else found.set(id, [name]);
  }
  return found;
}

function absentTraining(files: SourceFiles, ids: readonly string[], nameOf: (id: string) => string): Absent[] {
  return ids.flatMap((id) => {
    if (!files.has(boxes(id))) return [];
    const named = linesOf(files.text(boxes(id))).map((line) => line.split('\t')[0]!);
    const images = named.filter((file) => !files.has(`train/${id}/images/${file}`) && !files.has(`train/${id}/${file}`)); // prettier-ignore
    return images.length === 0
      ? []
      : [{ list: 'train/<wnid>_boxes.txt', className: nameOf(id), images: images.length }];
  });
}
