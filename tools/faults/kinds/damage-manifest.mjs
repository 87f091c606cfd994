import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { calm, copyOf, manifestPath } from '../shared/calm.mjs';
import { checkFindings, checkStored, finish, litter } from '../shared/check.mjs';
import { seedbed } from '../shared/command.mjs';
import { forge } from '../shared/forgeries.mjs';
import { harmSome } from '../shared/harm.mjs';
import { newFolder, remove } from '../shared/scratch.mjs';

export const name = 'damage-manifest';
export const about = 'manifests cut short, a bit flipped, emptied, zeroed, replaced or swapped with another run’s, or edited and their digests computed again'; // prettier-ignore
export const faults = 150;
/** About so many in a trial. */
export const inTrial = 10;

const files = 10;

export async function trial(random, { judge, trial: number }) {
  const experiment = await calm('replicates: 6');
  const folder = newFolder();
  const store = copyOf(experiment.store, folder);
  // Every third trial, so that each finding is told from the others.
  const count = await (number % 3 === 2 ? forged : harmed)(random, experiment, store, folder, judge);
  remove(folder);
  return count;
}

/** Nobody reads a damaged manifest; `run` trains it again. */
async function harmed(random, experiment, store, folder, judge) {
  const { manifests, spec, digests } = experiment;
  const paths = manifests.map(({ id }) => manifestPath(id));
  const damaged = harmSome(paths.map((path) => join(store, path)), files, random).map((path) => path.slice(store.length + 1)); // prettier-ignore
  // Weights whose only manifest is damaged are named by none.
  await checkFindings(store, judge, { damaged, also: ({ kind }) => kind === 'orphan' });
  checkStored(store, digests, judge);
  const page = join(folder, 'report.html');
  for (const words of [
    ['claims', spec, '--results', store, '--json'],
    ['report', spec, '--results', store, '--out', page],
  ]) {
    // prettier-ignore
    const { code, stderr } = await seedbed(words);
    judge.expect(code === 1 && stderr.includes('[SB_MANIFEST_DAMAGED]'), 'accepted', `${words[0]} ended with ${code}: ${stderr}`); // prettier-ignore
  }
  judge.expect(!existsSync(page), 'accepted', 'a report was written of damaged manifests');
  const { stdout } = await seedbed(['status', spec, '--store', store, '--json']);
  const { ok } = JSON.parse(stdout);
  judge.expect(ok === manifests.length - damaged.length, 'accepted', `status counts ${ok} whole runs`);
  const { stdout: done } = await finish(experiment, store, judge);
  const trained = new Set(JSON.parse(done).trained.map(({ id }) => manifestPath(id)));
  for (const path of damaged) judge.expect(trained.has(path), 'accepted', `${path} was not trained again`);
  return damaged.length;
}

/** Only fsck looks for contradictions; what it names is deleted, as it says. */
async function forged(random, experiment, store, _folder, judge) {
  const measured = experiment.manifests.filter(({ stage }) => stage === 'target').map(({ id }) => manifestPath(id));
  const damaged = random.someOf(measured, files);
  for (const path of damaged) {
    const what = forge(join(store, path), random);
    await checkFindings(store, judge, { damaged: damaged.slice(0, damaged.indexOf(path) + 1), also: ({ kind }) => litter.includes(kind) }); // prettier-ignore
    if (judge.problems.length > 0) judge.problems.at(-1).what += ` (${what})`;
  }
  for (const path of damaged) rmSync(join(store, path));
  await finish(experiment, store, judge);
  return damaged.length;
}
