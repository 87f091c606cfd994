import { join } from 'node:path';
import { labelOf } from '@seedbed/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { miniPlaces } from '../testing/mini-places.js';
import { documentOf, run } from '../testing/seedbed.js';
import { manifestsOf, newStore } from '../testing/stores.js';
import { specFolder, temporaryFolder } from '../testing/tiny.js';

const spec = `seedbed: 2
name: two-sets
title: Two data sets
question: Is each opened once?
seed: 7
replicates: 1
data:
  fashion: { plugin: fashionmnist, classes: 3 }
  places: { plugin: miniplaces, options: { size: 8 }, classes: 2 }
model: { layers: [{ conv: 2 }, relu, { maxPool: 4 }, classifier] }
training: { optimizer: sgd, learningRate: 0.05, batchSize: 4, steps: 5 }
stages:
  clothes: { learn: { data: fashion, perClass: $size }, measure: [test] }
  scenes: { learn: { data: places, perClass: $size }, measure: [train, test] }
factors: { size: [4, 8] }
`;

describe('an experiment on two data sets', () => {
  const [folder, store] = [specFolder(spec), newStore()];
  let root: string;
  beforeAll(async () => {
    root = await miniPlaces(join(temporaryFolder(), 'places'));
  });

  it('needs to know which of them lies where', async () => {
    const { code, stderr } = await run(folder, store, '--data', root);
    expect([code, stderr]).toEqual([2, expect.stringContaining('the experiment has the data sets fashion, places')]);
    expect(stderr).toContain(`--data fashion=${root}`);
  });

  it('trains each run on its own, and records which it was', async () => {
    const ended = await run(folder, store, '--data', `places=${root}`, '--jobs', '1');
    expect(ended.code, ended.stderr).toBe(0);
    expect(documentOf(ended).trained).toHaveLength(4);
    const known = manifestsOf(store).map((manifest) => [labelOf(manifest), manifest.data.plugin, Object.keys(manifest.measured ?? {})]); // prettier-ignore
    expect(known.sort()).toEqual([
      ['r0 clothes at size 4', 'fashionmnist', ['test']],
      ['r0 clothes at size 8', 'fashionmnist', ['test']],
      ['r0 scenes at size 4', 'miniplaces', ['test', 'train']],
      ['r0 scenes at size 8', 'miniplaces', ['test', 'train']],
    ]);
    expect(new Set(manifestsOf(store).map(({ data }) => data.fingerprint)).size).toBe(2);
  });

  it('knows the place from then on, and opens only what it needs', async () => {
    const again = await run(folder, store);
    expect([again.code, documentOf(again).skipped.length]).toEqual([0, 4]);
    expect(again.stderr).toContain(`in ${root}, as in the last run`);
    const alone = await run(folder, newStore(), '--filter', 'stage=clothes');
    expect(alone.code, alone.stderr).toBe(0);
    expect(documentOf(alone).trained).toHaveLength(2);
    expect(alone.stderr).not.toContain('miniplaces');
  });
});
