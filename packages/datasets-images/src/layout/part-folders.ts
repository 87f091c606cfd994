import { malformed } from '../files/errors.js';
import { byCodeUnits, type SourceFiles } from '../files/source-files.js';
import { byFolder, startOf } from './folders.js';
import type { Layout } from './layout.js';
import type { Parts, Role } from './part-names.js';
import { noteOn, withoutPictures } from './without-pictures.js';

/** What is measured: the first of these that has images by class. */
const measuredRoles: readonly Role[] = ['test', 'evaluation', 'validation'];

type Classes = ReadonlyMap<string, readonly string[]>;

/**
 * A set in parts: `<part>/<class>/**.jpg`.
 * @param start the depth of the parts' folders.
 * @throws SeedbedError SB_DATA_LAYOUT where no part has images of the classes of training.
 */
export function partFolders(files: SourceFiles, pictures: readonly string[], start: number, parts: Parts): Layout {
  const folders = byFolder(pictures, start);
  const imagesOf = (role: Role) => folders.get(parts.get(role) ?? '') ?? [];
  const trainStart = startOf(imagesOf('train'), start + 1);
  const train = byFolder(imagesOf('train'), trainStart);
  const measured = measuredRoles.find((role) => classesAs(train, imagesOf(role), start + 1).size > 0);
  const others = measuredRoles.filter((role) => parts.has(role) && role !== measured);
  if (measured === undefined) {
    const has = others.map((role) => `${imagesOf(role).length} in ${parts.get(role)!}`).join(', ');
    throw malformed(files.describe(''), `no test images are in folders of the classes of ${parts.get('train')!}: ${has}`, hint(parts)); // prettier-ignore
  }
  const test = classesAs(train, imagesOf(measured), start + 1);
  const names = [...new Set([...train.keys(), ...test.keys()])].sort(byCodeUnits);
  return {
    classes: names.map((name) => ({ name, train: train.get(name) ?? [], test: test.get(name) ?? [] })),
    known: others.flatMap((role) => [...imagesOf(role)]),
    notes: [
      ...(parts.has('test') && measured === 'test' ? [] : [`The folder ${parts.get(measured)!} is the test set.`]),
      ...noteOn(withoutPictures(files, imagesOf('train'), trainStart)),
      ...others.map((role) => `Not used: ${imagesOf(role).length} images of ${parts.get(role)!}, ${why(role, measured)}.`), // prettier-ignore
    ],
  };
}

/** Images by class where they share a class with training; in folders within a folder, as archives double them, too. */
function classesAs(train: Classes, images: readonly string[], depth: number): Classes {
  const depths = [depth, startOf(images, depth)];
  const found = depths.map((each) => byFolder(images, each));
  return found.find((classes) => [...classes.keys()].some((name) => train.has(name))) ?? new Map();
}

const why = (role: Role, measured: Role) =>
  measuredRoles.indexOf(role) < measuredRoles.indexOf(measured)
    ? 'which are not in folders of the classes'
    : 'since the test set is what is measured; validation images come out of the training images';

const hint = (parts: Parts) =>
  `Sort them into folders by class, or name ${parts.get('train')!} alone: the last images of each class by name are the test set then.`;
