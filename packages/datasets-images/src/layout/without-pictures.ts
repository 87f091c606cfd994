import { firstOf } from '@seedbed/core/words';
import { byCodeUnits, type SourceFiles } from '../files/source-files.js';
import { byFolder } from './folders.js';

/**
 * The folders beside those of classes in which no picture is, sorted: one that was left empty, or whose files are no
 * pictures, is no class, and whoever made it may think that it is one.
 * @param pictures the pictures of a part, or of all.
 * @param depth of the folders of classes.
 */
export function withoutPictures({ names, empty }: SourceFiles, pictures: readonly string[], depth: number): string[] {
  const example = pictures.find((name) => name.split('/').length > depth + 1);
  if (example === undefined) return [];
  const above = example.split('/').slice(0, depth).map((step) => `${step}/`).join(''); // prettier-ignore
  const classes = byFolder(pictures, depth);
  const all = byFolder([...names, ...empty].filter((name) => name.startsWith(above)), depth); // prettier-ignore
  return [...all.keys()].filter((name) => !classes.has(name)).map((name) => above + name).sort(byCodeUnits); // prettier-ignore
}

/** The note on such folders; none without them. */
export function noteOn(folders: readonly string[]): string[] {
  if (folders.length === 0) return [];
  const count = folders.length === 1 ? '1 folder' : `${folders.length} folders`;
  return [`No class, without a picture: ${count} (${firstOf(folders, 5)}).`];
}
