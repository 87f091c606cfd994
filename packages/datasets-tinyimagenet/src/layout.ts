import { type Absent, isJpegName, type Layout, linesOf, malformed, type SourceFiles } from '@seedbed/datasets-images';

const boxes = (id: string) => `train/${id}/${id}_boxes.txt`;
const annotations = 'val/val_annotations.txt';

/**
 * The official layout. `wnids.txt` names the classes and gives their order; the images of `train/<wnid>` are training
 * images and those of `val` are the test set, since nobody has the labels of `test`.
 * @throws SeedbedError SB_DATA_LAYOUT.
 */
export function layout(files: SourceFiles): Layout {
  const ids = [...new Set(listed(files, 'wnids.txt'))];
  const words = wordsOf(files);
  const train = trainingImages(files);
  const { labels, absent } = testImages(files);
  const classes = ids.map((id) => {
    const word = words.get(id);
    if (word === undefined) throw malformed(files.describe('words.txt'), `says nothing about ${id}`);
    return { id, name: `${id} ${word}`, train: train.get(id) ?? [], test: labels.get(id) ?? [] };
  });
  const known = files.names.filter((name) => name.endsWith('.txt') && !name.startsWith('test/'));
  const unlabelled = files.names.filter((name) => name.startsWith('test/') && isJpegName(name));
  const names = new Map(classes.map(({ id, name }) => [id, name]));
  const name = (id: string) => names.get(id);
  return {
    classes,
    known: [...known, ...unlabelled],
    absent: [...absentTraining(files, ids, name), ...absentTest(absent, name)],
    notes:
      unlabelled.length > 0 ? [`Not used: ${unlabelled.length} images of test, whose labels are not published.`] : [],
  };
}

function listed(files: SourceFiles, name: string): string[] {
  if (!files.has(name)) throw malformed(files.describe(name), 'is not there');
  return linesOf(files.text(name));
}

/** The first word for each id; the list may hold all of WordNet. */
function wordsOf(files: SourceFiles): Map<string, string> {
  const entries = listed(files, 'words.txt').map((line) => {
    const [id = '', words = ''] = line.split('\t');
    return [id, words.split(',')[0]!.trim()] as const;
  });
  return new Map(entries.filter(([, word]) => word !== ''));
}

/** `train/<wnid>/images/*.JPEG`; some copies lack the folder `images`. */
function trainingImages(files: SourceFiles): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const name of files.names) {
    const id = /^train\/([^/]+)\/(?:images\/)?[^/]+$/.exec(name)?.[1];
    if (id === undefined || !isJpegName(name)) continue;
    const own = found.get(id);
    if (own) own.push(name);
    else found.set(id, [name]);
  }
  return found;
}

/** The validation images of each id, as `val_annotations.txt` labels them, and how many it names that are not there. */
function testImages(files: SourceFiles) {
  const labels = new Map<string, string[]>();
  const absent = new Map<string, number>();
  for (const line of listed(files, annotations)) {
    const [file = '', id = ''] = line.split('\t');
    if (!file || !id) throw malformed(files.describe(annotations), `"${line}" is not a file and its class`);
    const name = `val/images/${file}`;
    if (!labels.has(id)) labels.set(id, []);
    if (files.has(name)) labels.get(id)!.push(name);
    else absent.set(id, (absent.get(id) ?? 0) + 1);
  }
  return { labels, absent };
}

type NameOf = (id: string) => string | undefined;

function absentTraining(files: SourceFiles, ids: readonly string[], name: NameOf): Absent[] {
  return ids.flatMap((id) => {
    if (!files.has(boxes(id))) return [];
    const named = linesOf(files.text(boxes(id))).map((line) => line.split('\t')[0]!);
    const images = named.filter((file) => !files.has(`train/${id}/images/${file}`) && !files.has(`train/${id}/${file}`)); // prettier-ignore
    return images.length === 0 ? [] : [{ list: 'train/<wnid>_boxes.txt', className: name(id)!, images: images.length }];
  });
}

const absentTest = (absent: ReadonlyMap<string, number>, name: NameOf): Absent[] =>
  [...absent].map(([id, images]) => ({ list: annotations, className: name(id) ?? id, images }));
