import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { calm, copyOf, manifestPath } from '../shared/calm.mjs';
import { checkFindings, finish } from '../shared/check.mjs';
import { core } from '../../built.mjs';
import { harmSome } from '../shared/harm.mjs';
import { newFolder, remove } from '../shared/scratch.mjs';

export const name = 'damage-weights';
export const about = 'weights of upstream runs cut short, a bit flipped, emptied, zeroed, exchanged or deleted';
export const faults = 60;
/** About so many in a trial. */
export const inTrial = 6;

export async function trial(random, { judge }) {
  const experiment = await calm('replicates: 6');
  const folder = newFolder();
  const store = copyOf(experiment.store, folder);
  const sources = experiment.manifests.filter(({ stage }) => stage === 'source');
  // A run of each is left to train, or nobody would need the weights.
  for (const { id } of sources) {
    const dependents = experiment.manifests.filter(({ upstream }) => Object.values(upstream).includes(id));
    rmSync(join(store, manifestPath(random.oneOf(dependents).id)));
  }
  const paths = sources.map(({ weights }) => join(store, `weights/${weights.after}.f32`));
  const [gone, ...rest] = random.someOf(paths, paths.length);
  rmSync(gone);
  const damaged = [gone, ...harmSome(rest, rest.length, random)].map((path) => path.slice(store.length + 1));
  await checkFindings(store, judge, { damaged, also: () => false });
  for (const path of damaged) {
    const read = new core.RunStore(store).readWeights(basename(path, '.f32'));
    judge.expect(read === null, 'accepted', `${path} was read as whole`);
  }
  const { stdout } = await finish(experiment, store, judge);
  const trained = new Set(JSON.parse(stdout).trained.map(({ id }) => id));
  for (const { id } of sources) judge.expect(trained.has(id), 'accepted', `upstream run ${id} was not trained again`);
  remove(folder);
  return damaged.length;
}
