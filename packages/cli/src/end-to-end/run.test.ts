import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@seedbed/core';
import { describe, expect, inject, it } from 'vitest';
import { documentOf, run, seedbed } from '../testing/seedbed.js';
import { copyOf, digestsOf, manifestPath, manifestsOf, newStore } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';

const finished = inject('finished');
const digests = digestsOf(finished);

describe('run', () => {
  it('stores a whole manifest of every run, and the weights of upstream runs alone', () => {
    const manifests = manifestsOf(finished);
    expect(manifests).toHaveLength(tinyRuns);
    expect(new Set(manifests.map(({ outcome }) => outcome.status))).toEqual(new Set(['ok']));
    const sources = manifests.filter(({ stage }) => stage === 'source').map(({ weights }) => `${weights.after}.f32`);
    expect(readdirSync(join(finished, 'weights')).sort()).toEqual(sources.sort());
  });

  it('trains nothing the second time and says what it skips', async () => {
    const { code, stdout, stderr } = await seedbed(['run', tinyFolder(), '--store', finished, '--backend', 'wasm']);
    expect(code).toBe(0);
    expect(stderr).toContain('14 runs already in the store: skipped');
    expect(stdout).toMatch(/^0 runs trained, 14 stored before/);
  });

  it('trains exactly the run whose manifest was deleted, to the same digest', async () => {
    const store = copyOf(finished);
    const { id } = manifestsOf(store).find(({ at }) => at['condition'] === 'S1T') as { id: string };
    rmSync(manifestPath(store, id));
    const ended = await run(tinyFolder(), store);
    expect(documentOf(ended).trained).toEqual([{ id, result: digests[id] }]);
    expect(ended.stderr).toContain('1 run to train (r');
    expect(ended.stderr).toContain('not in the store');
  });

  it('trains an upstream run again only when another run needs the weights that are gone', async () => {
    const store = copyOf(finished);
    rmSync(join(store, 'weights'), { recursive: true });
    expect(documentOf(await run(tinyFolder(), store)).trained).toEqual([]);
    const dependent = manifestsOf(store).find(({ at }) => at['condition'] === 'FTall') as Manifest;
    rmSync(manifestPath(store, dependent.id));
    const ended = await run(tinyFolder(), store);
    const trained = documentOf(ended).trained.map(({ id }) => id);
    expect(trained.sort()).toEqual([dependent.id, ...Object.values(dependent.upstream)].sort());
    expect(ended.stderr).toContain('weights are gone or damaged');
    expect(digestsOf(store)).toEqual(digests);
  });

  it('trains a run again whose manifest is damaged, and says why', async () => {
    const store = copyOf(finished);
    const [first, second] = Object.keys(digests) as [string, string];
    const [cut, altered] = [manifestPath(store, first), manifestPath(store, second)];
    writeFileSync(cut, readFileSync(cut).subarray(0, 1000));
    writeFileSync(altered, readFileSync(altered, 'utf8').replace('"replicate":', '"replicate":1'));
    const ended = await run(tinyFolder(), store);
    const trained = documentOf(ended).trained.map(({ id }) => id);
    expect(trained.sort()).toEqual([first, second].sort());
    expect(ended.stderr.match(/its manifest is damaged/g)).toHaveLength(2);
    expect(ended.stderr).toContain(`${first}.json`);
    expect(digestsOf(store)).toEqual(digests);
  });

  it('trains nothing when only words, comments and the order of keys are edited', async () => {
    const folder = tinyFolder({
      '# The smallest experiment that has everything.': '# Another comment',
      'name: tiny': 'name: renamed',
      'title: Tiny': 'title: Something else # with a comment',
      'Does it hold together?': 'Does it matter?',
      'classes: { source: 3, target: 3 }': 'classes: { target: 3, source: 3 }',
      '  schedule: cosine\n  batchSize: 4\n': '  batchSize: 4\n  schedule: cosine\n',
      'statement: The less there is, the more it helps.': 'statement: Anything.\n    alpha: 0.1',
    });
    const { trained, skipped } = documentOf(await run(folder, finished));
    expect([trained.length, skipped.length]).toEqual([0, tinyRuns]);
  });

  it.each([
    ['replicate', { 'replicates: 2': 'replicates: 3' }, 7],
    ['level of size', { 'levels: [2, 4]': 'levels: [2, 3, 4]', '2: 5, 4: 6': '2: 5, 3: 5, 4: 6' }, 6],
    [
      'condition',
      { '    FTall: {': '    S2T: { stages.target.weights: source, stages.target.freeze: 2 }\n    FTall: {' },
      4,
    ],
    [
      'factor whose first level changes nothing',
      {
        '  condition:\n': '  rate: { usual: {}, low: { stages.target.learningRate: 0.01 } }\n  condition:\n',
        'over: size': 'over: size\n    at: { rate: usual }',
      },
      12,
    ],
  ])('trains exactly the new runs when a %s is added', async (_, changes, added) => {
    const { trained, skipped } = documentOf(await run(tinyFolder(changes), copyOf(finished)));
    expect([trained.length, skipped.length]).toEqual([added, tinyRuns]);
  });

  it('shows with --dry-run what it would train, and creates nothing', async () => {
    const store = newStore();
    const { code, stdout } = await seedbed(['run', tinyFolder(), '--store', store, '--backend', 'wasm', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/0 stored, 14 to train/);
    expect(() => readdirSync(store)).toThrow('ENOENT');
  });

  it('shares runs with a spec that extends this one', async () => {
    const folder = tinyFolder();
    writeFileSync(
      join(folder, 'variant.yaml'),
      'extends: experiment.yaml\nname: variant\nfactors: { condition: { base: {}, FTall: { stages.target.weights: source } } }\n',
    );
    const { trained, skipped } = documentOf(await run(join(folder, 'variant.yaml'), finished));
    expect([trained.length, skipped.length]).toEqual([0, 10]);
  });
});
