import { type Absent, isPicture, type Layout, malformed, type SourceFiles } from '@seedbed/datasets-images';
import { allCategories, categoryOfPath } from './categories.js';
import { type Category, categoryLists, findList, imagesOf, lacking, type Listed } from './lists.js';

/**
 * The official layout, and copies that hold less than their lists name, whose list of categories is shorter, or whose
 * validation images are sorted into folders. Categories stand in the order of their ids; the images of `val` are the test
 * set, since nobody has the labels of `test`.
 * @throws SeedbedError SB_DATA_LAYOUT.
 */
export function layout(files: SourceFiles): Layout {
  const categoryList = findList(files, categoryLists);
  const trainList = findList(files, ['train.txt']);
  if (trainList === undefined) throw lacking(files, 'train.txt');
  const training = imagesOf(files, trainList);
  const { all, notes } = allCategories(files, categoryList, training, trainList);
  const root = imagesRoot(files);
  const testList = findList(files, ['val.txt']);
  const testing = testList === undefined ? sortedInto(files, root, all) : imagesOf(files, testList);
  for (const [list, images] of [
    [trainList, training],
    [testList ?? 'val', testing],
  ] as const) {
    // prettier-ignore
    const known = new Set(all.map(({ id }) => id));
    const unknown = images.find(({ id }) => !known.has(id));
    if (unknown) throw malformed(files.describe(list), `names category ${unknown.id}, which ${categoryList ?? trainList} does not`); // prettier-ignore
  }
  const train = labelled(files, training, root);
  const test = labelled(files, testing, root);
  const unlabelled = files.names.filter((name) => name.startsWith(`${root}test/`) && isPicture(name));
  const known = files.names.filter((name) => /(^|\/)(data\/[^/]+\.txt|object_categories\.txt)$|^objects\//.test(name));
  const absentOf = (list: string, { absent }: Labelled): Absent[] =>
    all.flatMap(({ id, name }) =>
      absent.has(id) ? [{ list: list.split('/').at(-1)!, className: name, images: absent.get(id)!.size }] : [],
    );
  return {
    classes: all.map(({ id, name }) => ({
      name,
      train: train.images.get(id) ?? [],
      test: test.images.get(id) ?? [],
    })),
    known: [...known, ...[categoryList, trainList, testList].filter((list) => list !== undefined), ...unlabelled],
    absent: [...absentOf(trainList, train), ...absentOf(testList ?? 'val', test)],
    notes: [
      ...notes,
      ...(testList === undefined ? ['Derived: val.txt is not there, so the folders of val are the labels.'] : []),
      ...(unlabelled.length > 0 ? [`Not used: ${unlabelled.length} images of test, whose labels are not published.`] : []), // prettier-ignore
    ],
  };
}

/** The folder that holds `train` and `val`: `images/`, or none. */
function imagesRoot(files: SourceFiles): string {
  const first = files.names.map((name) => /^(.*?)train\/[a-z]\/.+$/.exec(name)?.[1]).find((root) => root !== undefined);
  if (first === undefined) throw malformed(files.describe('images/train'), 'is not there');
  return first;
}

/** Validation images in folders by category, as if a list named them. @throws SeedbedError SB_DATA_LAYOUT where none is. */
function sortedInto(files: SourceFiles, root: string, categories: readonly Category[]): Listed[] {
  const ids = new Map(categories.map(({ id, name }) => [name, id]));
  const found = files.names.flatMap((name) => {
    const path = name.slice(root.length);
    const id = ids.get(categoryOfPath(path) ?? '');
    return name.startsWith(`${root}val/`) && isPicture(name) && id !== undefined ? [{ path, id }] : [];
  });
  if (found.length === 0) throw lacking(files, 'val.txt');
  return found;
}

interface Labelled {
  readonly images: ReadonlyMap<number, readonly string[]>;
  /** What is listed and not there. */
  readonly absent: ReadonlyMap<number, ReadonlySet<string>>;
}

/** The images of each category that are there; those of `val` also where they were sorted into folders. */
function labelled(files: SourceFiles, listed: readonly Listed[], root: string): Labelled {
  const sorted = new Map<string, string>();
  for (const name of files.names)
    if (name.startsWith(`${root}val/`)) sorted.set(`val/${name.split('/').at(-1)!}`, name);
  const images = new Map<number, string[]>();
  const absent = new Map<number, Set<string>>();
  for (const { path, id } of listed) {
    if (!images.has(id)) images.set(id, []);
    const name = files.has(`${root}${path}`) ? `${root}${path}` : sorted.get(path);
    if (name !== undefined) images.get(id)!.push(name);
    else absent.set(id, (absent.get(id) ?? new Set()).add(path));
  }
  return { images, absent };
}
