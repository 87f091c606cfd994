import assert from 'node:assert/strict';
import fs from 'node:fs';
import { join } from 'node:path';
import type { OpenContext } from '../dataset/contract.js';
import type { Dataset } from '../dataset/dataset.js';
import { otherSet } from '../dataset/same-set.js';
import { copyOriginals, originalFiles } from './originals.js';
import { openIn } from './worlds/open-in.js';
import type { World } from './worlds/worlds.js';

/** How a plugin is opened in other processes. */
export interface Elsewhere {
  /** Address of the plugin's compiled module. */
  readonly module: string;
  readonly options: unknown;
  readonly context: Omit<OpenContext, 'cacheDir' | 'onProgress'>;
}

/**
 * The set is the same in a process of another world: another clock, time zone, locale, machine and user, other folders
 * for work, home, temporary files and cache, and a copy of the original data in another folder, with other times of files
 * and in another order.
 * @param folder empty; what that world needs is made in it.
 * @throws AssertionError that names the world and the first difference.
 */
export async function checkElsewhere(first: Dataset, how: Elsewhere, world: World, folder: string): Promise<void> {
  const { module, options, context } = how;
  const { dataDir } = context;
  const moved =
    dataDir === undefined
      ? {}
      : { dataDir: inAnotherOrderOfTimes(copyOriginals(dataDir, join(folder, 'deep', 'in', 'it'))) };
  const cacheDir = join(folder, 'cache');
  fs.mkdirSync(cacheDir);
  const answer = await openIn({ world, module, options, context: { ...context, ...moved, cacheDir } }, folder);
  const where = `opened in another process (${world.name})`;
  if ('refused' in answer) assert.fail(`${where}, the set is refused: ${answer.refused}`);
  const other = otherSet(first, answer.set);
  assert.equal(other, undefined, `${where}, it is another set: ${other}`);
  assert.deepEqual(answer.set.notes, first.notes, `${where}, it has other notes`);
  assert.deepEqual(answer.set.columns, first.columns, `${where}, its columns have other names`);
}

/** As if files had been changed days apart, in neither the order of their names nor its reverse. */
function inAnotherOrderOfTimes(copy: string): string {
  const day = 86_400;
  const files = originalFiles(copy);
  files.forEach((path, place) =>
    fs.utimesSync(path, day * (100 + place), day * (100 + ((place * 7 + 3) % files.length))),
  );
  return copy;
}
