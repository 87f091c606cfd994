import { identityOf } from '@seedbed/core';
import type { FromElsewhere, Question } from './elsewhere.js';
import { openPlugin } from './open-plugin.js';
import { findDataset } from './plugins.js';

/** Opens the data set of a question, in the world that was entered before this module was loaded. */
export async function openedElsewhere(
  { name, folder, options, place, cacheDir }: Question,
  say: (answer: FromElsewhere) => void,
): Promise<FromElsewhere> {
  const { data, skipDamaged = false } = place;
  const dataset = await openPlugin(findDataset(name, folder), options, {
    cacheDir,
    skipDamaged,
    ...(data === undefined ? {} : { dataDir: data }),
    onProgress: (done, total, what) => say({ type: 'progress', done, total, ...(what !== undefined && { what }) }),
  });
  dataset.close();
  return { type: 'opened', set: { ...identityOf(dataset), notes: dataset.notes } };
}
