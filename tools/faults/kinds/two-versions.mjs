import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { calm } from '../shared/calm.mjs';
import { checkErrors, checkFinished } from '../shared/check.mjs';
import { lastWords, preloading, runWords, seedbed } from '../shared/command.mjs';
import { newFolder, remove } from '../shared/scratch.mjs';

export const name = 'two-versions';
export const about =
  'two programs of different numerics versions write one store at once; claims never mix their results';
export const faults = 10;
/** About so many in a trial. */
export const inTrial = 1;

const env = preloading('other-version.mjs');

export async function trial(_random, { judge }) {
  const [ours, theirs] = [await calm(), await calm('', env)];
  for (const [id, result] of Object.entries(theirs.digests))
    judge.expect(!(id in ours.digests) && !Object.values(ours.digests).includes(result), 'accepted', `both versions have run ${id}`); // prettier-ignore
  const folder = newFolder();
  const store = join(folder, 'store');
  const words = runWords(ours.spec, store, '--jobs', '1');
  for (const ended of await Promise.all([seedbed(words), seedbed(words, { env })])) {
    judge.expect(ended.code === 0, 'lost', `one of two versions ${lastWords(ended)}`);
    checkErrors(ended, judge);
  }
  await checkFinished(store, { ...ours.digests, ...theirs.digests }, judge);
  // The rest of the answer names what was left aside.
  const judged = async (results) => JSON.parse((await seedbed(['claims', ours.spec, '--results', results, '--json'])).stdout).claims; // prettier-ignore
  const [mixed, ...alone] = await Promise.all([store, ours.store, theirs.store].map(judged));
  judge.expect(mixed.length > 0 && alone.some((each) => isDeepStrictEqual(each, mixed)), 'accepted', 'claims are judged on results of both versions'); // prettier-ignore
  remove(folder);
  return 1;
}
