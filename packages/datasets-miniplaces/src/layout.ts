import { type Absent, isJpegName, type Layout, linesOf, malformed, type SourceFiles } from '@seedbed/datasets-images';

const categoryLists = ['categories.txt', 'categories_tinyplaces.txt'];

/** The lists of the development kit; the archive of images does not hold them. */
export const lists = [...categoryLists, 'train.txt', 'val.txt'];

interface Category {
  /** The official one: in subsets the ids have gaps. */
  readonly id: number;
  /** Without the letter in front: `desert/sand`. */
  readonly name: string;
}

/**
 * The official layout, and copies that hold less than their lists name. Categories stand in the order of their ids; the
 * images of `val` are the test set, since nobody has the labels of `test`.
 * @throws SeedbedError SB_DATA_LAYOUT.
 */
export function layout(files: SourceFiles): Layout {
  const [categoryList, trainList, testList] = [categoryLists, ['train.txt'], ['val.txt']].map((names) => find(files, names)); // prettier-ignore
  const categories = categoriesOf(files, categoryList!);
  const root = imagesRoot(files);
  const train = labelled(files, trainList!, root);
  const test = labelled(files, testList!, root);
  for (const [list, { unknown }] of [
    [trainList!, train],
    [testList!, test],
  ] as const) {
    // prettier-ignore
    const id = unknown(categories);
    if (id !== undefined)
      throw malformed(files.describe(list), `names category ${id}, which ${categoryList!} does not`);
  }
  const unlabelled = files.names.filter((name) => name.startsWith(`${root}test/`) && isJpegName(name));
  const known = files.names.filter((name) => /(^|\/)(data\/[^/]+\.txt|object_categories\.txt)$|^objects\//.test(name));
  const absentOf = (list: string, { absent }: Labelled): Absent[] =>
    categories.flatMap(({ id, name }) =>
      absent.has(id) ? [{ list: list.split('/').at(-1)!, className: name, images: absent.get(id)! }] : [],
    );
  return {
    classes: categories.map(({ id, name }) => ({
      name,
      train: train.images.get(id) ?? [],
      test: test.images.get(id) ?? [],
    })),
    known: [...known, categoryList!, trainList!, testList!, ...unlabelled],
    absent: [...absentOf(trainList!, train), ...absentOf(testList!, test)],
    notes:
      unlabelled.length > 0 ? [`Not used: ${unlabelled.length} images of test, whose labels are not published.`] : [],
  };
}

/** The list of one of these names that lies highest up. */
function find(files: SourceFiles, names: readonly string[]): string {
  const found = files.names.filter((name) => names.includes(name.split('/').at(-1)!));
  const depth = (name: string) => name.split('/').length;
  const [best] = found.sort((a, b) => depth(a) - depth(b));
  if (best === undefined) {
    throw malformed(files.describe(names[0]!), 'is not there; the folder data of the development kit holds it');
  }
  return best;
}

/** Lines such as `/a/abbey 0` and `/d/desert/sand 44`. */
function categoriesOf(files: SourceFiles, list: string): Category[] {
  const categories = linesOf(files.text(list)).map((line) => {
    const match = /^\/?[a-z]\/(\S+)\s+(\d+)$/.exec(line);
    if (!match) throw malformed(files.describe(list), `"${line}" is not a category and its number`);
    return { name: match[1]!, id: Number(match[2]) };
  });
  for (const what of ['id', 'name'] as const) {
    const seen = new Set<string | number>();
    const twice = categories.find((each) => seen.size === seen.add(each[what]).size);
    if (twice) throw malformed(files.describe(list), `the ${what} ${twice[what]} stands in it twice`);
  }
  return categories.sort((a, b) => a.id - b.id);
}

/** The folder that holds `train` and `val`: `images/`, or none. */
function imagesRoot(files: SourceFiles): string {
  const first = files.names.map((name) => /^(.*?)train\/[a-z]\/.+$/.exec(name)?.[1]).find((root) => root !== undefined);
  if (first === undefined) throw malformed(files.describe('images/train'), 'is not there');
  return first;
}

interface Labelled {
  readonly images: ReadonlyMap<number, readonly string[]>;
  /** How many are listed and not there. */
  readonly absent: ReadonlyMap<number, number>;
  /** An id that stands in the list and is no category. */
  unknown(categories: readonly Category[]): number | undefined;
}

/** Lines such as `train/a/abbey/00000001.jpg 0`. */
function labelled(files: SourceFiles, list: string, root: string): Labelled {
  const images = new Map<number, string[]>();
  const absent = new Map<number, number>();
  for (const line of linesOf(files.text(list))) {
    // From the end: from the start, a line of spaces would be tried at each of them.
    const match = /^(.*\S)\s+(\d+)$/.exec(line);
    if (!match) throw malformed(files.describe(list), `"${line}" is not an image and its category`);
    const name = `${root}${match[1]}`;
    const id = Number(match[2]);
    if (!images.has(id)) images.set(id, []);
    if (files.has(name)) images.get(id)!.push(name);
    else absent.set(id, (absent.get(id) ?? 0) + 1);
  }
  return {
    images,
    absent,
    unknown: (categories) => {
      const known = new Set(categories.map(({ id }) => id));
      return [...images.keys()].find((id) => !known.has(id));
    },
  };
}
