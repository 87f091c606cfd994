import type { Part } from '@seedbed/core';
import { malformed } from '../files/errors.js';
import type { SourceFiles } from '../files/source-files.js';
import { type ClassImages, type ClassParts, partWords } from './layout.js';

/**
 * Each image once, however often a layout names it.
 * @returns the classes, and the images that were named again for the same class and part.
 * @throws SeedbedError SB_DATA_LAYOUT for an image that is named for several classes or parts.
 */
export function onceEach(
  files: Pick<SourceFiles, 'describe'>,
  classes: readonly ClassImages[],
): { readonly classes: ClassParts[]; readonly repeated: string[] } {
  const places = new Map<string, string>();
  const repeated = new Set<string>();
  const once = (each: ClassImages, part: Part) => {
    const place = `a ${partWords[part]} image of ${each.name}`;
    return (each[part] ?? []).filter((name) => {
      const known = places.get(name);
      if (known !== undefined && known !== place) throw contradiction(files.describe(name), known, place);
      if (known !== undefined) repeated.add(name);
      places.set(name, place);
      return known === undefined;
    });
  };
  return {
    classes: classes.map((each) => ({
      name: each.name,
      train: once(each, 'train'),
      test: once(each, 'test'),
      validation: once(each, 'validation'),
    })),
    repeated: [...repeated],
  };
}

const contradiction = (where: string, first: string, second: string) =>
  malformed(
    where,
    `is named as ${first} and as ${second}`,
    'Correct the lists: an image is of one class and one part.',
  );
