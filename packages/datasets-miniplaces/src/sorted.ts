import { isPicture, type SourceFiles } from '@seedbed/datasets-images';
import { categoryOfPath } from './categories.js';
import { categoriesOf, type Category, lacking, type Listed } from './lists.js';

/* Images in folders by category, as if a list named them. */

/** The pictures of a part, as lists write them, with the categories of their folders. */
function sortedIn(files: SourceFiles, root: string, part: 'train' | 'val'): { path: string; category: string }[] {
  const own = files.names.filter((name) => name.startsWith(`${root}${part}/`) && isPicture(name));
  return own.flatMap((name) => {
    const path = name.slice(root.length);
    const category = categoryOfPath(path);
    return category === undefined ? [] : [{ path, category }];
  });
}

/**
 * Training images by their folders. Categories that no list numbers come in the order of their folders, which is that of the
 * official ids.
 * @param isNamed of the result: whether the list of categories names all of them.
 * @throws SeedbedError SB_DATA_LAYOUT where the list of validation images has numbers that nothing explains.
 */
export function sortedTraining(
  files: SourceFiles,
  root: string,
  categoryList: string | undefined,
  testList: string | undefined,
): { readonly images: Listed[]; readonly isNamed: boolean } {
  const found = sortedIn(files, root, 'train');
  const folders = [...new Set(found.map(({ category }) => category))];
  const named = new Map((categoryList === undefined ? [] : categoriesOf(files, categoryList)).map(({ name, id }) => [name, id])); // prettier-ignore
  const isNamed = folders.every((name) => named.has(name));
  if (!isNamed && testList !== undefined) throw lacking(files, 'train.txt');
  const ids = isNamed ? named : new Map(folders.map((name, index) => [name, index]));
  return { images: found.map(({ path, category }) => ({ path, id: ids.get(category)! })), isNamed };
}

/** Validation images by their folders. @throws SeedbedError SB_DATA_LAYOUT where none is in a folder of a category. */
export function sortedValidation(files: SourceFiles, root: string, categories: readonly Category[]): Listed[] {
  const ids = new Map(categories.map(({ id, name }) => [name, id]));
  const found = sortedIn(files, root, 'val').flatMap(({ path, category }) => {
    const id = ids.get(category);
    return id === undefined ? [] : [{ path, id }];
  });
  if (found.length === 0) throw lacking(files, 'val.txt');
  return found;
}
