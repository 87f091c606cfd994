import { type OpenContext, SeedbedError } from '@seedbed/core';
import { missing, unclear } from '../errors.js';
import { type GivenFiles, givenFiles } from '../files/given-files.js';
import { inParts, type Parted } from '../files/parts.js';
import { isIdx, openIdx } from '../readers/idx.js';
import { openNpy } from '../readers/npy.js';
import { openNpz } from '../readers/npz.js';
import type { ListedArray } from '../readers/stored-array.js';

type About = { readonly title: string; readonly obtain: string };

/** What was found: arrays, or tables of pictures. */
export type Found =
  | { readonly kind: 'arrays'; readonly given: GivenFiles; readonly arrays: readonly ListedArray[] }
  | { readonly kind: 'pictures'; readonly given: GivenFiles; readonly tables: Parted };

/**
 * Finds arrays in what a user gave: a .npz file, a folder or an archive of .npy, .npz and IDX files, or of Parquet files.
 * @throws SeedbedError SB_DATA_MISSING, SB_DATA_SEVERAL, SB_DATA_LAYOUT, and those of the readers.
 */
export async function findArrays(about: About, context: OpenContext): Promise<Found> {
  const given = await givenFiles(about, context);
  try {
    return await found(given, about);
  } catch (error) {
    given.close();
    throw error;
  }
}

async function found(given: GivenFiles, { title, obtain }: About): Promise<Found> {
  const { names, where } = given;
  const tables = names.filter((name) => /\.(parquet|parq|pq)$/i.test(name));
  const files = names.filter((name) => kindOf(given, name) !== undefined);
  if (tables.length > 0 && files.length > 0) throw new SeedbedError('SB_DATA_SEVERAL', `${where}: holds arrays (${files[0]}) and tables of pictures (${tables[0]})`, { hint: 'Name the one that you mean.' }); // prettier-ignore
  if (tables.length > 0) {
    const parted = inParts(tables);
    if (typeof parted === 'string') throw unclear(where, parted, 'Name one file, or call those of parts train, validation and test.'); // prettier-ignore
    return { kind: 'pictures', given, tables: parted };
  }
  const opened = await Promise.all(files.map((name) => openers[kindOf(given, name)!](given, name)));
  const arrays = withoutTwins(opened.flat());
  if (arrays.length === 0) throw missing(title, `${where} holds no array (.npy, .npz, IDX) and no table of pictures (.parquet)`, obtain); // prettier-ignore
  return { kind: 'arrays', given, arrays };
}

const openers = {
  npy: async (given: GivenFiles, name: string) => [await openNpy(given.open(name), name)],
  npz: (given: GivenFiles, name: string) => openNpz(given.open(name), name, withinOf(given, name)),
  idx: async (given: GivenFiles, name: string) => [await openIdx(given.open(name), name)],
} as const;

/** Of several archives each says by its name what its arrays are: `train.npz` beside `test.npz`. */
const withinOf = ({ names }: GivenFiles, name: string) =>
  names.filter((each) => /\.npz$/i.test(each)).length > 1 ? `${name.replace(/\.npz$/i, '')}/` : '';

/** By the name; of a file that was named itself also by its content. */
function kindOf({ isOne, open }: GivenFiles, name: string): keyof typeof openers | undefined {
  if (/\.npy$/i.test(name)) return 'npy';
  if (/\.npz$/i.test(name)) return 'npz';
  if (isIdx(name)) return 'idx';
  return isOne && open(name).read(0, 6).toString('latin1') === '\x93NUMPY' ? 'npy' : undefined;
}

/** A program that unpacks MNIST leaves the compressed file beside the other: it is one array. */
function withoutTwins(arrays: readonly ListedArray[]): ListedArray[] {
  const isTwin = ({ name, file }: ListedArray) => /\.gz$/i.test(file) && arrays.some((other) => other.name === name && `${other.file}.gz` === file); // prettier-ignore
  return arrays.filter((array) => !isTwin(array));
}
