import { linesOf, malformed, type SourceFiles } from '@seedbed/datasets-images';

export const categoryLists = ['categories.txt', 'categories_tinyplaces.txt'];

/** The lists of the development kit; the archive of images does not hold them. */
export const lists = [...categoryLists, 'train.txt', 'val.txt'];

export interface Category {
  /** The official one: in subsets the ids have gaps. */
  readonly id: number;
  /** Without the letter in front: `desert/sand`. */
  readonly name: string;
}

/** An image of a list: where it should lie, as `train/a/abbey/00000001.jpg`, and the id of its category. */
export interface Listed {
  readonly path: string;
  readonly id: number;
}

/** The list of one of these names that lies highest up. */
export function findList(files: SourceFiles, names: readonly string[]): string | undefined {
  const found = files.names.filter((name) => names.includes(name.split('/').at(-1)!));
  const depth = (name: string) => name.split('/').length;
  return found.sort((a, b) => depth(a) - depth(b))[0];
}

export const lacking = (files: SourceFiles, list: string) =>
  malformed(files.describe(list), 'is not there; the folder data of the development kit holds it');

/** Windows writes backslashes. */
const slashed = (line: string) => line.replaceAll('\\', '/');

/** Lines such as `/a/abbey 0` and `/d/desert/sand 44`. @throws SeedbedError SB_DATA_LAYOUT. */
export function categoriesOf(files: SourceFiles, list: string): Category[] {
  const categories = linesOf(files.text(list)).map((line) => {
    const match = /^\/?[a-z]\/(\S+)\s+(\d+)$/.exec(slashed(line));
    if (!match) throw malformed(files.describe(list), `"${line}" is not a category and its number`);
    return { name: match[1]!, id: Number(match[2]) };
  });
  refuseRepeated(categories, files.describe(list));
  return categories;
}

/** @throws SeedbedError SB_DATA_LAYOUT for two categories of one id or one name. */
export function refuseRepeated(categories: readonly Category[], where: string): void {
  for (const what of ['id', 'name'] as const) {
    const seen = new Set<string | number>();
    const twice = categories.find((each) => seen.size === seen.add(each[what]).size);
    if (twice) throw malformed(where, `the ${what} ${twice[what]} is in it twice`);
  }
}

/** Lines such as `train/a/abbey/00000001.jpg 0`. @throws SeedbedError SB_DATA_LAYOUT. */
export function imagesOf(files: SourceFiles, list: string): Listed[] {
  return linesOf(files.text(list)).map((line) => {
    // From the end: from the start, a line of spaces would be tried at each of them.
    const match = /^(.*\S)\s+(\d+)$/.exec(line);
    if (!match) throw malformed(files.describe(list), `"${line}" is not an image and its category`);
    return { path: slashed(match[1]!).replace(/^(\.?\/)?(images\/)?/, ''), id: Number(match[2]) };
  });
}
