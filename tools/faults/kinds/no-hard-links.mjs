import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { calm, copyOf, manifestPath } from '../shared/calm.mjs';
import { checkErrors, checkFinished, finish } from '../shared/check.mjs';
import { lastWords, preloading, runWords, seedbed, start } from '../shared/command.mjs';
import { newFolder, remove } from '../shared/scratch.mjs';

export const name = 'no-hard-links';
export const about = 'a file system that refuses link(): runs, gc beside them, gc of files that are written again while it looks'; // prettier-ignore
export const faults = 12;
/** About so many in a trial. */
export const inTrial = 1;

const program = fileURLToPath(new URL('../shared/gc-while-written.mjs', import.meta.url));
const env = preloading('no-hard-links.cjs');

export const trial = (random, context) => (context.trial % 3 === 2 ? besideRun : writtenAnew)(random, context);

async function besideRun(_random, { judge }) {
  const { spec, digests } = await calm();
  const folder = newFolder();
  const store = join(folder, 'store');
  const started = start(runWords(spec, store), { env });
  while (!started.over) {
    const collected = await seedbed(['gc', '--store', store], { env });
    checkErrors(collected, judge);
  }
  const ended = await started.ended;
  judge.expect(ended.code === 0, 'lost', `a run without hard links ${lastWords(ended)}`);
  await checkFinished(store, digests, judge);
  remove(folder);
  return 1;
}

/** The manifests of the sources are gone: their weights are orphans, until somebody trains them again. */
async function writtenAnew(_random, { judge }) {
  const experiment = await calm();
  const folder = newFolder();
  const store = copyOf(experiment.store, folder);
  const sources = experiment.manifests.filter(({ stage }) => stage === 'source');
  for (const { id } of sources) rmSync(join(store, manifestPath(id)));
  const { status, stderr } = spawnSync(process.execPath, [program, store], { encoding: 'utf8', env: { ...process.env, ...env } }); // prettier-ignore
  judge.expect(status === 0, 'finding', `gc without hard links ended with ${status}: ${stderr}`);
  for (const { weights } of sources) {
    const path = `weights/${weights.after}.f32`;
    judge.expect(existsSync(join(store, path)), 'lost', `gc took ${path} away, which was written again`);
  }
  await finish(experiment, store, judge);
  remove(folder);
  return sources.length;
}
