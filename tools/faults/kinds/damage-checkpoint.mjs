import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { calm, copyOf, manifestPath } from '../shared/calm.mjs';
import { checkFindings, finish } from '../shared/check.mjs';
import { preloading, runWords, seedbed } from '../shared/command.mjs';
import { harmSome } from '../shared/harm.mjs';
import { newFolder, remove } from '../shared/scratch.mjs';

export const name = 'damage-checkpoint';
export const about = 'checkpoints of runs in progress cut short, a bit flipped, emptied, zeroed or exchanged';
export const faults = 60;
/** About so many in a trial. */
export const inTrial = 20;

let interrupted;

/** A store with a checkpoint of every run that is measured: each worker is killed right after its third one. */
async function interrupt(experiment) {
  const store = copyOf(experiment.store, newFolder('interrupted'));
  for (const { id, stage } of experiment.manifests) if (stage === 'target') rmSync(join(store, manifestPath(id)));
  const env = { ...preloading('cli/killed-at-checkpoint.cjs'), SEEDBED_TEST_KILL_AT: '3', SEEDBED_TEST_KILL_AFTER: '1' }; // prettier-ignore
  await seedbed(runWords(experiment.spec, store, '--jobs', '2', '--retries', '0', '--checkpoint', '0'), { env });
  return store;
}

export async function trial(random, { judge }) {
  const experiment = await calm('replicates: 4');
  const base = await (interrupted ??= interrupt(experiment));
  const folder = newFolder();
  const store = copyOf(base, folder);
  const paths = readdirSync(join(store, 'checkpoints')).map((file) => join(store, 'checkpoints', file));
  const damaged = harmSome(paths, paths.length - 4, random).map((path) => path.slice(store.length + 1));
  await checkFindings(store, judge, { damaged, also: () => false });
  const { stderr } = await finish(experiment, store, judge);
  const over = stderr.split('starts over, since its checkpoint cannot be used').length - 1;
  const on = stderr.split('goes on after step 3').length - 1;
  judge.expect(over === damaged.length, 'accepted', `${over} of ${damaged.length} runs with a damaged checkpoint started over`); // prettier-ignore
  judge.expect(on === paths.length - damaged.length, 'lost', `${on} runs with a whole checkpoint went on from it`);
  remove(folder);
  return damaged.length;
}
