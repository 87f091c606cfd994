import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadExperiment } from '@seedbed/core';
import { withRealData } from '@seedbed/datasets-images/testing';
import { describe, expect, it } from 'vitest';
import { describeNative } from '../testing/native.js';
import { documentOf, seedbed } from '../testing/seedbed.js';
import { exampleFile, exampleNames, shortened } from '../testing/shortened.js';
import { countOf, manifestsOf, newStore } from '../testing/stores.js';
import { verify } from '../testing/verify.js';

type Backend = 'tensorflow' | 'wasm';

const objects = 'tiny-imagenet-40.tar.gz';
const places = 'miniplaces-16.tar.gz';
const withArchives = ['15-two-data-sets', 'tinyimagenet-paper'];
/** The one whose runs are the cheapest. */
const repeated = '03-batch-norm';
const embedded = exampleNames.filter((name) => !withArchives.includes(name));
/** What the engine computes is compared between backends elsewhere: here a few are enough, of each kind of network and data. */
const onWasm = ['02-lottery-ticket', '05-residual', '13-forgetting', '14-tabular-torch'];

/** An example's short version, from its spec to its report. */
async function runs(name: string, backend: Backend, ...data: readonly string[]) {
  const [folder, store] = [shortened(name), newStore()];
  const spec = join(folder, 'experiment.yaml');
  const train = async () => {
    const ended = await seedbed(['run', folder, '--store', store, '--backend', backend, '--jobs', '1', '--json', ...data.flatMap((place) => ['--data', place])]); // prettier-ignore
    expect(ended.code, ended.stderr).toBe(0);
    return documentOf(ended);
  };
  if (loadExperiment(spec).plan.searchFirst) {
    await train();
    const searched = await seedbed(['search', folder, '--store', store]);
    expect(searched.code, searched.stderr).toBe(0);
  }
  const document = await train();
  expect([document.failed, document.diverged, document.notStarted]).toEqual([[], [], 0]);

  const { plan, figures, claims } = loadExperiment(spec);
  const stored = manifestsOf(store);
  expect(plan.runs.length).toBeGreaterThan(0);
  for (const { configId, measure } of plan.runs) {
    const run = stored.find((each) => each.configId === configId);
    expect([run?.outcome.status, Object.keys(run?.measured ?? {}).sort()]).toEqual(['ok', [...measure].sort()]);
  }
  expect([figures.length > 0, claims.length > 0]).toEqual([true, true]);
  await reports(folder, store, { runs: plan.runs.length, figures: figures.length, claims: claims.map(({ id }) => id) });
  return { folder, store };
}

/** One page with all that the spec asks for, and nothing that is no text. */
async function reports(
  folder: string,
  store: string,
  wanted: { readonly runs: number; readonly figures: number; readonly claims: readonly string[] },
) {
  // prettier-ignore
  const out = join(folder, 'report.html');
  const { code, stdout, stderr } = await seedbed(['report', folder, '--results', store, '--out', out]);
  expect([code, stdout], stderr).toEqual([0, `${out} (${wanted.runs} runs)\n`]);
  const page = readFileSync(out, 'utf8');
  const drawn = Array.from({ length: wanted.figures }, (_, index) => `id="figure-${index + 1}-values"`);
  expect(drawn.filter((id) => !page.includes(id))).toEqual([]);
  expect(page).not.toContain('Not drawn');
  const judged = [...page.matchAll(/<article class="claim (?:supported|contradicted|equivalent|inconclusive)" id="claim-([^"]+)"/g)]; // prettier-ignore
  expect(judged.map(([, id]) => id)).toEqual(wanted.claims);
  expect(page).not.toMatch(/<(?:script|img|iframe)[^>]* src=|<link[^>]* href="(?!data:)/);
  const text = page.replace(/<(script|style|code)[\s\S]*?<\/\1>/g, '');
  expect(/.{60}\b(?:NaN|undefined|Infinity|null|\[object)\b.{20}/s.exec(text)?.[0]).toBeUndefined();
}

/** Executed again in fresh processes, some of its runs are the same bit for bit. */
async function repeats({ folder, store }: { readonly folder: string; readonly store: string }, backend: Backend) {
  const again = await verify(folder, store, ['--backend', backend, '--jobs', '1', '--sample', '3']);
  expect([again.code, again.document?.holds], again.stderr).toEqual([0, true]);
  expect(again.document.runs.map(({ bitwise }) => bitwise)).toEqual([true, true, true]);
}

const onBackend = (backend: Backend) => () => {
  it.concurrent.each(backend === 'wasm' ? onWasm : embedded)('%s', async (name) => {
    const stored = await runs(name, backend);
    if (name === repeated) await repeats(stored, backend);
  });

  if (backend === 'wasm') return;
  withRealData(objects, (path) => {
    it.concurrent('tinyimagenet-paper', async () => void (await runs('tinyimagenet-paper', backend, path)));
    withRealData(places, (other) => {
      it.concurrent(
        '15-two-data-sets',
        async () => void (await runs('15-two-data-sets', backend, `objects=${path}`, `places=${other}`)),
      );
    });
  });
};

describeNative('short versions of the examples on native TensorFlow', onBackend('tensorflow'));
describe('short versions of the examples on WebAssembly', onBackend('wasm'));

describe('what is not there is refused by name, and nothing trains', () => {
  it.each([
    ['14-tabular-torch', [], 'trainer: there is no file train.py in '],
    ['05-residual', ['--backend', 'wasm'], '[SB_DATA_MISSING]'],
  ])('%s', async (name, words, message) => {
    const store = newStore();
    const { code, stderr } = await seedbed(['run', exampleFile(name), '--store', store, ...words]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(countOf(store)).toBe(0);
  });
});
