import { byCodeUnits, type SourceFiles } from '../files/source-files.js';
import { classNames, imagesOf, readFolders, unused } from './folder-set.js';
import type { Layout } from './layout.js';
import type { Role } from './part-names.js';

/**
 * A class a folder, in the parts that the folders name and in no others: `train`, `valid` and `test` are the set's training,
 * validation and test images. Without folders of parts all images are training images, and a spec says which of them are
 * kept for the test. Classes are sorted by code units.
 * @throws SeedbedError SB_DATA_LAYOUT where folders look like parts of a set and it is unclear which.
 */
export function folderParts(files: SourceFiles): Layout {
  const { undivided, parts, notes } = readFolders(files);
  if (undivided) {
    const names = [...undivided.keys()].sort(byCodeUnits);
    return {
      classes: names.map((name) => ({ name, train: undivided.get(name)! })),
      known: [],
      notes: [noTest, ...notes],
    };
  }
  const train = parts.get('train')!;
  const usable = (...roles: Role[]) => roles.flatMap((role) => parts.get(role) ?? []).find(({ classes }) => classes.size > 0); // prettier-ignore
  const test = usable('test', 'evaluation');
  const validation = usable('validation');
  const used = [train, ...(test ? [test] : []), ...(validation ? [validation] : [])];
  const others = [...parts.values()].filter((part) => !used.includes(part));
  return {
    classes: classNames(used).map((name) => ({
      name,
      train: imagesOf(train, name),
      ...(test && { test: imagesOf(test, name) }),
      ...(validation && { validation: imagesOf(validation, name) }),
    })),
    known: others.flatMap(({ images }) => images),
    notes: [
      ...(test ? [] : [noTest]),
      ...(test && test !== parts.get('test') ? [`The folder ${test.folder} is the test set.`] : []),
      ...notes,
      ...others.map((part) => unused(part, 'since the test set is what is measured')),
    ],
  };
}

const noTest =
  'There are no folders of test images: a spec takes some of the training images, for example with test: { share: 0.2 }.';
