import { firstOf } from '@seedbed/core/words';
import { byFolder } from './folders.js';

interface Folder {
  readonly name: string;
  readonly pictures: number;
  /** Pictures by the folders in it. */
  readonly within: ReadonlyMap<string, readonly string[]>;
}

/** Why the folders at a depth may not be the classes of a set; undefined where nothing speaks against it. */
export function doubtOf(names: readonly string[], depth: number): string | undefined {
  const folders = [...byFolder(names, depth)].map(([name, own]): Folder => ({ name, pictures: own.length, within: byFolder(own, depth + 1) })); // prettier-ignore
  const divided = folders.filter(({ within }) => within.size > 0);
  return alike(divided) ?? beside(divided, folders);
}

/**
 * Folders that hold mostly the same folders, two or more: parts of a set, or takes of the same pictures, under names that
 * nobody could know.
 */
function alike(divided: readonly Folder[]): string | undefined {
  const [first, ...others] = divided;
  if (!first || others.length === 0) return undefined;
  const shared = [...first.within.keys()].filter((name) => others.every(({ within }) => within.has(name)));
  const smallest = Math.min(...divided.map(({ within }) => within.size));
  if (shared.length < 2 || shared.length * 2 <= smallest) return undefined;
  return `${namesOf(divided)} hold the same folders (${firstOf(shared, 5)}): they look like parts of a set and not like its classes`;
}

/** One folder that holds only folders, and others beside it with fewer pictures than one of these: a set, and some pictures. */
function beside(divided: readonly Folder[], all: readonly Folder[]): string | undefined {
  const [holder] = divided;
  if (!holder || divided.length > 1 || holder.within.size < 2) return undefined;
  const inside = [...holder.within.values()].reduce((sum, own) => sum + own.length, 0);
  const others = all.filter((each) => each !== holder);
  const areFew = others.every(({ pictures }) => pictures < inside / holder.within.size);
  if (inside < holder.pictures || !areFew || others.length === 0) return undefined;
  const set = firstOf([...holder.within.keys()], 5);
  return `${holder.name} holds folders of pictures (${set}), and beside it are a few pictures in ${namesOf(others)}: which folders are the classes?`;
}

const namesOf = (folders: readonly Folder[]) => firstOf(folders.map(({ name }) => name), 5); // prettier-ignore
