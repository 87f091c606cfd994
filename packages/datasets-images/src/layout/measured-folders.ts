import { malformed } from '../files/errors.js';
import type { SourceFiles } from '../files/source-files.js';
import { classNames, type FolderSet, imagesOf, type PartFolder, unused } from './folder-set.js';
import type { Layout } from './layout.js';
import type { Role } from './part-names.js';

/** What is measured: the first of these that has images by class. */
const measuredRoles: readonly Role[] = ['test', 'evaluation', 'validation'];

/**
 * A set in folders of parts, of which one is measured.
 * @throws SeedbedError SB_DATA_LAYOUT where no part has images of the classes of training.
 */
export function measuredFolders(files: SourceFiles, { parts, notes }: FolderSet): Layout {
  const train = parts.get('train')!;
  const measured = measuredRoles.find((role) => (parts.get(role)?.classes.size ?? 0) > 0);
  const others = measuredRoles.flatMap((role) => (role === measured ? [] : (parts.get(role) ?? [])));
  if (measured === undefined) {
    const has = others.map(({ images, folder }) => `${images.length} in ${folder}`).join(', ');
    throw malformed(files.describe(''), `no test images are in folders of the classes of ${train.folder}: ${has}`, hint(train)); // prettier-ignore
  }
  const test = parts.get(measured)!;
  return {
    classes: classNames([train, test]).map((name) => ({
      name,
      train: imagesOf(train, name),
      test: imagesOf(test, name),
    })),
    known: others.flatMap(({ images }) => images),
    notes: [
      ...(measured === 'test' ? [] : [`The folder ${test.folder} is the test set.`]),
      ...notes,
      ...others.map((part) => unused(part, 'since the test set is what is measured; validation images come out of the training images')), // prettier-ignore
    ],
  };
}

const hint = ({ folder }: PartFolder) =>
  `Sort them into folders by class, or name ${folder} alone: the last images of each class by name are the test set then.`;
