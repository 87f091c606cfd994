/* The lists and folders of data sets: what names which image, in memory, without any image. */
import { fromDist } from '../../built.mjs';
import { outcomeOf } from '../outcome.mjs';
import { mutated, prototypeKeys } from '../mutate.mjs';

export const name = 'lists';
export const about = "Tiny ImageNet's and MiniPlaces' lists, and folders of classes: what they say of which image";
export const share = 0.11;

const ids = ['n01', 'n02', 'n03', ...prototypeKeys, '', ' ', '../..', '/etc/passwd', '=1+1', '<b>', 'a\tb', '\u202e', 'x'.repeat(2000)]; // prettier-ignore
const tiny = {
  'wnids.txt': 'n03\nn01\nn02\n',
  'words.txt': 'n00\tentity\nn01\ttarantula\nn02\tEuropean fire salamander, Salamandra salamandra\nn03\twhistle\n',
  'val/val_annotations.txt':
    'val_0.JPEG\tn01\t0\t0\t63\t63\nval_1.JPEG\tn02\t0\t0\t63\t63\nval_2.JPEG\tn03\t0\t0\t63\t63\n',
  'train/n01/n01_boxes.txt': 'n01_0.JPEG\t0\t0\t63\t63\nn01_1.JPEG\t0\t0\t63\t63\n',
};
const tinyImages = ['train/n01/images/n01_0.JPEG', 'train/n02/images/n02_0.JPEG', 'train/n03/n03_0.JPEG', 'val/images/val_0.JPEG', 'val/images/val_1.JPEG', 'val/images/val_2.JPEG', 'test/images/test_0.JPEG']; // prettier-ignore
const places = {
  'data/categories.txt': '/d/desert/sand 44\n/a/abbey 90\n/k/kitchen 2\n',
  'data/train.txt':
    'train/a/abbey/00000001.jpg 90\ntrain/d/desert/sand/00000001.jpg 44\ntrain/k/kitchen/00000001.jpg 2\n',
  'data/val.txt': 'val/00000001.jpg 90\nval/00000002.jpg 44\nval/00000003.jpg 2\n',
};
const placesImages = ['images/train/a/abbey/00000001.jpg', 'images/train/d/desert/sand/00000001.jpg', 'images/train/k/kitchen/00000001.jpg', 'images/val/00000001.jpg', 'images/val/00000002.jpg', 'images/val/00000003.jpg']; // prettier-ignore
const folders = [
  'a/1.jpg',
  'a/2.jpg',
  'b/1.jpg',
  'b/2.jpg',
  'train/a/1.jpg',
  'train/b/1.jpg',
  'test/a/1.jpg',
  'val/b/1.jpg',
  'README.md',
];

const sets = { tinyimagenet: [tiny, tinyImages], miniplaces: [places, placesImages], folders: [{}, folders] };
const words = ['\t', '\n', '\r', ' ', '\ufeff', '\0', '\u2028', '/', '0', '-1', '1e9', '9'.repeat(30), ...ids];

let layouts;
let surveyOf;

export async function prepare() {
  ({ surveyOf } = await fromDist('datasets-images', 'layout/survey.js'));
  layouts = {
    tinyimagenet: (await fromDist('datasets-tinyimagenet', 'layout.js')).layout,
    miniplaces: (await fromDist('datasets-miniplaces', 'layout.js')).layout,
    folders: (await fromDist('datasets-images', 'layout/class-folders.js')).classFolders,
  };
}

/** A line again and again, with what no two lines share, or one line without end. */
function endless(random, text) {
  const lines = text.split('\n');
  const line = random.pick(lines);
  return random.choose([
    [3, () => `${line}\n`.repeat(random.skewed(60_000))],
    [3, () => Array.from({ length: random.skewed(30_000) }, (_, at) => line.replace(/\d/, () => `${at}`)).join('\n')],
    [2, () => `${line.slice(0, 3)}${random.pick([' ', '\t', 'a ', '1', '/a'])}`.repeat(random.skewed(60_000)) + random.pick(['x', ' 1', ''])], // prettier-ignore
    [2, () => `${line.slice(0, 3)}${random.pick([' ', '\t']).repeat(random.skewed(150_000))}x`],
  ]);
}

const changedName = (random, each) => mutated(random, [Buffer.from(each)], words).toString('utf8');

export function generate(random) {
  const layout = random.pick(Object.keys(sets));
  const [lists, images] = sets[layout];
  const texts = { ...lists };
  let names = [...images];
  for (let changes = 1 + random.skewed(5); changes > 0; changes--) {
    const list = random.pick(Object.keys(texts).concat(layout === 'folders' ? 'notes.txt' : []));
    random.choose([
      [60, () => (texts[list] = mutated(random, [Buffer.from(texts[list] ?? '')], words).toString('utf8'))],
      [1, () => (texts[list] = endless(random, texts[list] ?? ''))],
      [4, () => delete texts[list]],
      [20, () => names.push(changedName(random, random.pick(names.concat('a.jpg'))))],
      [10, () => (names = names.filter(() => random.chance(0.8)))],
      [
        10,
        () =>
          names.push(`${random.pick(['train', 'test', 'val', 'a', ''])}/${random.pick(ids)}/${random.pick(ids)}.jpg`),
      ],
      [0.3, () => names.push(...Array.from({ length: random.skewed(20_000) }, (_, at) => `${at >> 1}/${at}.jpg`))],
    ]);
  }
  return { layout, texts, names };
}

/** No step of a path is empty, or leads up. */
const isName = (each) => !/(^|\/)\.{0,2}(\/|$)/.test(each);

/** As `SourceFiles` has them: sorted, each name once, none that leads anywhere else. */
function filesOf({ texts, names }) {
  const all = [...new Set([...Object.keys(texts), ...names])].filter(isName).sort();
  const known = new Set(all);
  const text = (each) => texts[each] ?? '';
  const rest = {
    ...{ aside: [], empty: [] },
    locate: () => ({ path: '/dev/null' }),
    digest: () => undefined,
    describe: (each) => `set: ${each}`,
    close() {},
  };
  return { names: all, has: (each) => known.has(each), text, ...rest };
}

export function run(input) {
  const files = filesOf(input);
  return outcomeOf(() => {
    const { classes, notes } = surveyOf(files, layouts[input.layout](files));
    for (const { name: each, train, test } of classes) {
      if (typeof each !== 'string' || each === '') throw new Error('a class without a name');
      const strange = [...train, ...test].find((image) => !files.has(image));
      if (strange !== undefined) throw new Error(`it names an image that is not there: ${strange}`);
    }
    if (notes.some((note) => note.length > 100_000)) throw new Error('a note without end');
  });
}
