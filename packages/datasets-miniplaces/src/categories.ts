import { firstOf } from '@seedbed/core/words';
import { malformed, type SourceFiles } from '@seedbed/datasets-images';
import { type Category, type Listed, refuseRepeated } from './lists.js';

/** The category that a path names: `desert/sand` of `train/d/desert/sand/00000001.jpg`. */
export const categoryOfPath = (path: string): string | undefined =>
  /^(?:train|val)\/(?:[a-z]\/)?(.+)\/[^/]+$/.exec(path)?.[1];

/** Categories in the order of their ids, and what of it is no list's. */
export interface Categories {
  readonly all: readonly Category[];
  readonly notes: readonly string[];
}

/**
 * All categories: those that the list names, and those that training images have beside them; their folders name them.
 * @param categories their list, if there is one, and what is taken from it.
 * @param images what the list of training images names.
 * @throws SeedbedError SB_DATA_LAYOUT where folders and list differ.
 */
export function allCategories(
  files: SourceFiles,
  { list, named }: { readonly list: string | undefined; readonly named: readonly Category[] },
  images: readonly Listed[],
  imageList: string,
): Categories {
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const derived = new Map<number, string>();
  for (const { path, id } of images) {
    const folder = categoryOfPath(path);
    const name = names.get(id) ?? derived.get(id);
    if (folder === undefined || folder === name) continue;
    if (name !== undefined) throw malformed(files.describe(imageList), `gives the category ${id} to ${path}, and ${id} is ${name}`); // prettier-ignore
    derived.set(id, folder);
  }
  const all = [...named, ...[...derived].map(([id, name]) => ({ id, name }))].sort((a, b) => a.id - b.id);
  refuseRepeated(all, files.describe(list ?? imageList));
  const unnamed = all.flatMap(({ id, name }) => (derived.has(id) ? [name] : []));
  return { all, notes: notesOf(all.length, unnamed, list) };
}

function notesOf(all: number, derived: readonly string[], list: string | undefined): string[] {
  if (derived.length === 0) return [];
  const given = list?.split('/').at(-1);
  const why = given === undefined ? 'there is no list of categories' : `${given} does not name ${derived.length === all ? 'all of them' : 'them'}`; // prettier-ignore
  return [`Named after their folders: ${derived.length} of ${all} categories, since ${why} (${firstOf(derived, 5)}).`];
}
