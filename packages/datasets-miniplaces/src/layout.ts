import { type Absent, isPicture, type Layout, malformed, type SourceFiles } from '@seedbed/datasets-images';
import { allCategories } from './categories.js';
import { categoriesOf, categoryLists, findList, imagesOf, type Listed } from './lists.js';
import { sortedTraining, sortedValidation } from './sorted.js';

/**
 * The official layout, and copies that hold less than their lists name, whose list of categories is shorter or absent, or
 * whose folders say what an absent list would. Categories stand in the order of their ids; the images of `val` are the test
 * set, since nobody has the labels of `test`.
 * @throws SeedbedError SB_DATA_LAYOUT.
 */
export function layout(files: SourceFiles): Layout {
  const root = imagesRoot(files);
  const categoryList = findList(files, categoryLists);
  const trainList = findList(files, ['train.txt']);
  const testList = findList(files, ['val.txt']);
  const derived = trainList === undefined ? sortedTraining(files, root, categoryList, testList) : undefined;
  const training = derived?.images ?? imagesOf(files, trainList!);
  const [inTrain, inVal] = [trainList ?? 'train', testList ?? 'val'];
  const named = categoryList === undefined || derived?.isNamed === false ? [] : categoriesOf(files, categoryList);
  const { all, notes } = allCategories(files, { list: categoryList, named }, training, inTrain);
  const testing = testList === undefined ? sortedValidation(files, root, all) : imagesOf(files, testList);
  const known = new Set(all.map(({ id }) => id));
  for (const [list, images] of [
    [inTrain, training],
    [inVal, testing],
  ] as const) {
    const unknown = images.find(({ id }) => !known.has(id));
    if (unknown) throw malformed(files.describe(list), `names category ${unknown.id}, which ${categoryList ?? inTrain} does not`); // prettier-ignore
  }
  const train = labelled(files, training, root);
  const test = labelled(files, testing, root);
  const unlabelled = files.names.filter((name) => name.startsWith(`${root}test/`) && isPicture(name));
  const others = files.names.filter((name) => /(^|\/)(data\/[^/]+\.txt|object_categories\.txt)$|^objects\//.test(name));
  const absentOf = (list: string, { absent }: Labelled): Absent[] =>
    all.flatMap(({ id, name }) =>
      absent.has(id) ? [{ list: list.split('/').at(-1)!, className: name, images: absent.get(id)!.size }] : [],
    );
  const noList = (list: string, part: string) =>
    `Derived: ${list} is not there, so the folders of ${part} are the labels.`;
  return {
    classes: all.map(({ id, name }) => ({
      name,
      train: train.images.get(id) ?? [],
      test: test.images.get(id) ?? [],
    })),
    known: [...others, ...[categoryList, trainList, testList].filter((list) => list !== undefined), ...unlabelled],
    absent: [...absentOf(inTrain, train), ...absentOf(inVal, test)],
    notes: [
      ...notes,
      ...(trainList === undefined ? [noList('train.txt', 'train')] : []),
      ...(testList === undefined ? [noList('val.txt', 'val')] : []),
      ...(unlabelled.length > 0 ? [`Not used: ${unlabelled.length} images of test, whose labels are not published.`] : []), // prettier-ignore
    ],
  };
}

/** The folder that holds `train` and `val`: `images/`, or none. */
function imagesRoot(files: SourceFiles): string {
  const first = files.names
    .filter(isPicture)
    .map((name) => /^(.*?)train\/[a-z]\/.+$/.exec(name)?.[1])
    .find((root) => root !== undefined);
  if (first === undefined) throw malformed(files.describe('images/train'), 'is not there');
  return first;
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
