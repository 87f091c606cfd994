import { firstOf } from '@seedbed/core/words';
import type { SourceFiles } from '../files/source-files.js';
import { picturesOf } from './pictures.js';

/** A sentence on the folders that hold pictures, for a set whose classes were not found. */
export function seenIn(files: Pick<SourceFiles, 'names' | 'locate' | 'describe'>): string {
  const counts = new Map<string, number>();
  for (const name of picturesOf(files)) {
    const folder = name.split('/').slice(0, -1).join('/');
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  if (counts.size === 0) return 'There are no pictures in it.';
  const seen = [...counts].map(([folder, number]) => `${folder === '' ? 'the folder itself' : folder} (${number})`);
  return `Pictures are in ${firstOf(seen, 5)}.`;
}
