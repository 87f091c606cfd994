import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, type Manifest, manifestText, readResults, resultsText, seal } from '@seedbed/core';
import { makeJpeg } from '@seedbed/datasets-images/testing';
import { describe, expect, inject, it } from 'vitest';
import { inAnotherContext, onOtherData, put } from '../testing/contexts.js';
import { miniPlaces, placesSpec } from '../testing/mini-places.js';
import { documentOf, type Ended, run, seedbed } from '../testing/seedbed.js';
import { copyOf, manifestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder, tinyFolder, tinyRuns } from '../testing/tiny.js';

const finished = inject('finished');
const ours = manifestsOf(finished);
const fingerprint = ours[0]!.data.fingerprint;
const older = 'abcdef01'.repeat(8);
const olderRuns = inAnotherContext(ours, onOtherData(older));
const otherBackend = inAnotherContext(ours, ({ backend }) => ({ backend: { ...backend, library: 'another 1' } }));

const out = () => join(temporaryFolder(), 'out');
const recordedPrints = (folder: string) =>
  [...new Set(readResults(join(folder, 'results.jsonl')).map(({ data }) => data.fingerprint))]; // prettier-ignore
const shows: readonly (readonly [string, (folder: string) => string[]])[] = [
  ['claims', (folder) => ['claims', folder]],
  ['report', (folder) => ['report', folder, '--out', join(out(), 'report.html')]],
  ['export', (folder) => ['export', folder, '--format', 'csv', '--out', out()]],
];

describe.concurrent('results of several contexts', () => {
  const both = copyOf(finished);
  put(both, olderRuns);

  it.each([...shows, ['status', (folder: string) => ['status', folder]] as const])(
    '%s shows those of the data at hand, says which they are and what was left aside',
    async (name, words) => {
      const where = name === 'status' ? ['--store', both] : ['--results', both];
      const { code, stderr } = await seedbed([...words(tinyFolder()), ...where]);
      expect(code, stderr).toBe(0);
      expect(stderr).toMatch(
        new RegExp(`^results: data ${fingerprint.slice(0, 8)}, wasm \\(.*\\), numerics \\d+, 14 of 14 planned runs, from`, 'm'),
      ); // prettier-ignore
      expect(stderr).toMatch(/^Left aside, of another context: [0-9a-f]{8}: data abcdef01, wasm .*, 14 runs, 20/m);
    },
  );

  it('record records those of the data at hand, and says so in --json too', async () => {
    const folder = tinyFolder();
    const { stdout } = await seedbed(['record', folder, '--store', both, '--json']);
    expect(recordedPrints(folder)).toEqual([fingerprint]);
    expect(JSON.parse(stdout)).toMatchObject({
      recorded: tinyRuns,
      context: { data: { fashionmnist: { fingerprint } }, runs: tinyRuns, backend: { name: 'wasm' } },
      leftAside: [{ data: { fashionmnist: { fingerprint: older } }, runs: tinyRuns }],
    });
  });

  it.each(shows)(
    '%s refuses where data do not decide, lists them, and takes the one that is chosen',
    async (_, words) => {
      const store = copyOf(finished);
      put(store, otherBackend);
      // The store does not know which of the two was run last.
      renameSync(join(store, 'last-runs'), join(store, 'elsewhere'));
      const refused = await seedbed([...words(tinyFolder()), '--results', store]);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toContain('there are results of 2 contexts');
      const listed = [...refused.stderr.matchAll(/^ {2}([0-9a-f]{8}): data ([0-9a-f]{8}), wasm \((.*)\), numerics \d+, 14 runs, /gm)]; // prettier-ignore
      expect(new Set(listed.map((match) => match[3]))).toEqual(new Set(['another 1', ours[0]!.backend.library]));
      const [, id] = listed.find((match) => match[3] === 'another 1')!;
      expect(refused.stderr).toMatch(/hint: choose with --context .*, such as --context [0-9a-f]{8}$/m);
      const chosen = await seedbed([...words(tinyFolder()), '--results', store, '--context', id!.slice(0, 5)]);
      expect(chosen.code, chosen.stderr).toBe(0);
      expect(chosen.stderr).toContain('wasm (another 1)');
    },
  );

  it('a file of results of two contexts is refused by every command that reads it, and never mixed', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'results.jsonl'), resultsText([...ours.slice(0, 7), ...olderRuns.slice(7)]));
    for (const words of [
      ...shows.map(([, make]) => make(folder)),
      ['verify', folder],
      ['reproduce', folder, '--store', newStore(), '--backend', 'wasm'],
    ]) {
      const { code, stderr } = await seedbed(words); // prettier-ignore
      expect([code, stderr.match(/SB_RESULTS_CONTEXTS/g)], words[0]).toEqual([2, ['SB_RESULTS_CONTEXTS']]);
    }
  });

  it('a run that is there twice with different results is an error that names run and lines', async () => {
    const folder = tinyFolder();
    await seedbed(['record', folder, '--store', finished]);
    const results = join(folder, 'results.jsonl');
    const recorded = readFileSync(results, 'utf8');
    const [honest] = readResults(results) as [Manifest];
    appendFileSync(results, manifestText(seal({ ...honest, weights: { ...honest.weights, after: 'e'.repeat(64) } })));
    const { code, stderr } = await seedbed(['claims', folder]);
    expect(code).toBe(1);
    expect(stderr).toContain('is there twice with different results');
    for (const word of [
      honest.id.slice(0, 12),
      'results.jsonl:1 ',
      `results.jsonl:${tinyRuns + 1} `,
      'SB_RESULTS_CONFLICT',
    ])
      expect(stderr).toContain(word);
    writeFileSync(results, `${recorded}${manifestText(honest)}`);
    expect((await seedbed(['claims', folder])).stderr).toContain('1 manifests repeat a run that another one answers');
  });
});

describe('record', () => {
  it('refuses runs of other data than those at hand; other commands show them with a caution', async () => {
    const store = newStore();
    put(store, olderRuns);
    const folder = tinyFolder();
    const { code, stderr } = await seedbed(['record', folder, '--store', store]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('SB_RECORD_OTHER_DATA')]);
    expect(stderr).toContain(`other data (abcdef01) than those at hand (${fingerprint.slice(0, 8)})`);
    expect(existsSync(join(folder, 'results.jsonl'))).toBe(false);
    const shown = await seedbed(['claims', folder, '--results', store]);
    expect([shown.code, shown.stderr]).toEqual([0, expect.stringContaining('caution: these results are of other data (abcdef01)')]); // prettier-ignore
  });

  it('of data that are not at hand takes the only context there is and says that it did not compare, or refuses', async () => {
    const store = newStore();
    const folder = placesSpec();
    const root = await miniPlaces(join(temporaryFolder(), 'places'));
    const trained = await run(folder, store, '--data', root);
    expect(trained.code, trained.stderr).toBe(0);
    renameSync(root, `${root}-away`);
    const recorded = await seedbed(['record', folder, '--store', store]);
    expect([recorded.code, recorded.stderr]).toEqual([0, expect.stringContaining('not compared with the data: ')]);
    put(store, inAnotherContext(manifestsOf(store), onOtherData(older)));
    const refused = await seedbed(['record', folder, '--store', store]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('SB_RESULTS_CONTEXTS')]);
    const named = await seedbed(['record', folder, '--store', store, '--data', `${root}-away`]);
    expect(named.code, named.stderr).toBe(0);
    expect(recordedPrints(folder)).not.toContain(older);
  });
});

describe('a picture is corrected and the experiment run again in the same store', () => {
  it(
    'and what is shown and recorded is what the corrected data gave, without naming them',
    { timeout: 600_000 },
    async () => {
      const root = await miniPlaces(join(temporaryFolder(), 'places'));
      const [folder, store] = [placesSpec(), newStore()];
      const picture = join(root, 'images', 'train', 'a', 'abbey', '1.jpg');
      const prints: string[] = [];
      for (const number of [1001, 1002, 1003]) {
        writeFileSync(picture, await makeJpeg({ number }));
        const ended = await run(folder, store, '--data', root);
        expect(ended.code, ended.stderr).toBe(0);
        prints.push(printIn(ended));
        await seedbed(['record', folder, '--store', store]);
        expect(recordedPrints(folder)).toEqual(prints.slice(-1));
      }
      expect(new Set(prints).size).toBe(3);

      // The correction is taken back: the data at hand count, not the last run.
      writeFileSync(picture, await makeJpeg({ number: 1001 }));
      const { stderr } = await seedbed(['claims', folder, '--results', store]);
      expect(stderr).toContain(`results: data ${prints[0]!.slice(0, 8)}`);

      // Everything is stored: where the data lay need not be said again.
      const again = await run(folder, store);
      expect([again.code, documentOf(again).trained, printIn(again)]).toEqual([0, [], prints[0]]);
      expect(again.stderr).toContain(` in ${root}, as in the last run`);

      // Only one replicate is run of the newest: it is shown as the part that it is, beside what was left aside.
      writeFileSync(picture, await makeJpeg({ number: 1004 }));
      const part = await run(folder, store, '--data', root, '--filter', 'r0 *');
      const exported = await seedbed(['export', folder, '--results', store, '--format', 'csv', '--out', out()]);
      expect(exported.stderr).toMatch(new RegExp(`results: data ${printIn(part).slice(0, 8)}, .* 7 of 14`));
      for (const print of prints) expect(exported.stderr).toContain(`data ${print.slice(0, 8)}`);
    },
  );
});

const printIn = ({ stdout }: Ended): string =>
  Object.values((JSON.parse(stdout) as { context: Pick<Context, 'data'> }).context.data)[0]?.fingerprint as string;

describe('straight after run', () => {
  it.each(shows)('%s shows the runs of the default store, and says so', async (_, words) => {
    const { code, stderr } = await seedbed(words(tinyFolder()), { env: { SEEDBED_STORE: finished } });
    expect(code, stderr).toBe(0);
    expect(stderr).toContain(`nothing is recorded beside the spec: the results are those in the store ${finished}`);
  });

  it('reference results beside the spec go before them, and without either the way out is named', async () => {
    const folder = tinyFolder();
    await seedbed(['record', folder, '--store', finished]);
    const { stderr } = await seedbed(['claims', folder], { env: { SEEDBED_STORE: newStore() } });
    expect(stderr).toContain(`from ${join(folder, 'results.jsonl')}`);
    const nothing = await seedbed(['claims', tinyFolder()], { env: { SEEDBED_STORE: newStore() } });
    expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining('SB_RESULTS_NOT_FOUND')]);
  });
});

it('a report of runs that were left aside names them', async () => {
  const store = copyOf(finished);
  put(store, olderRuns);
  const file = join(out(), 'report.html');
  await seedbed(['report', tinyFolder(), '--results', store, '--out', file]);
  expect(readFileSync(file, 'utf8')).toContain('lay beside these and are no part of this page');
});
