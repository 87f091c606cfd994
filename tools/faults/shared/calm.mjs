/* The undisturbed experiment: every disturbed one must end with its digests. Trained once a campaign. */
import { copyFileSync, cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { hasBegun, lastWords, runWords, seedbed, start } from './command.mjs';
import { manifestsOf } from '../../built.mjs';
import { newFolder } from './scratch.mjs';

const model = fileURLToPath(new URL('../experiment.yaml', import.meta.url));
const known = new Map();

/**
 * @param changes lines of a spec that extends the model; empty for the model itself.
 * @param env of the program that trains it, where it is another one.
 * @returns spec, store, manifests, result digests by run id, the seconds until it trained and those it took.
 */
export function calm(changes = '', env = {}) {
  const key = JSON.stringify([changes, env]);
  if (!known.has(key)) known.set(key, train(changes, env));
  return known.get(key);
}

async function train(changes, env) {
  const folder = newFolder('calm');
  const spec = join(folder, 'experiment.yaml');
  if (changes === '') copyFileSync(model, spec);
  else writeFileSync(spec, `extends: ${model}\nname: faults\n${changes}\n`);
  const store = join(folder, 'store');
  // Packed before the clock starts: how long a run takes says when to disturb it.
  await seedbed(['data', 'prepare', 'fashionmnist']);
  const began = performance.now();
  const since = () => (performance.now() - began) / 1000;
  const started = start(runWords(spec, store, '--jobs', '2'), { env });
  await hasBegun(started);
  const startSeconds = since();
  const ended = await started.ended;
  if (ended.code !== 0) throw new Error(`the calm experiment ${lastWords(ended)}`);
  const manifests = manifestsOf(store);
  return { spec, store, manifests, digests: digestsOf(manifests), seconds: since(), startSeconds };
}

export const digestsOf = (manifests) => Object.fromEntries(manifests.map(({ id, result }) => [id, result]));

/** A copy of a calm store, to be harmed. */
export function copyOf(store, folder) {
  const copy = join(folder, 'store');
  cpSync(store, copy, { recursive: true });
  return copy;
}

export const manifestPath = (id) => `runs/${id.slice(0, 2)}/${id}.json`;
