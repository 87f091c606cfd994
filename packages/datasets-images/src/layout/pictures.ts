import { isPicture, isPictureByContent } from '../decode/kind.js';
import { headOf } from '../files/head.js';
import type { SourceFiles } from '../files/source-files.js';

const folderOf = (name: string) => name.slice(0, name.lastIndexOf('/') + 1);

/**
 * The pictures of a set in the order of its names: by their endings, and in a folder in which no file has the ending of a
 * picture (`.jpg_large`, none at all) by their content.
 */
export function picturesOf(files: Pick<SourceFiles, 'names' | 'locate' | 'describe'>): string[] {
  const known = new Set(files.names.filter(isPicture).map(folderOf));
  const byContent = (name: string) => !known.has(folderOf(name)) && isPictureByContent(headOf(files, name));
  // Beside the folders are no pictures of a class.
  return files.names.filter((name) => isPicture(name) || (name.includes('/') && byContent(name)));
}
