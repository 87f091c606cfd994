import { compareResults } from '@seedbed/core';
import { expect, inject, it } from 'vitest';
import { describeNative } from '../testing/native.js';
import { documentOf, seedbed } from '../testing/seedbed.js';
import { digestsOf, manifestsOf, newStore } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';

const train = (store: string, ...more: string[]) =>
  seedbed(['run', tinyFolder(), '--store', store, '--backend', 'tensorflow', '--json', ...more]);

describeNative('run on native TensorFlow', () => {
  it('gives the same digests whatever the number of jobs, and shares no run with WebAssembly', async () => {
    const [store, other] = [newStore(), newStore()];
    const ended = await train(store, '--jobs', '2');
    expect(ended.code, ended.stderr).toBe(0);
    expect(documentOf(ended).trained).toHaveLength(tinyRuns);
    expect(documentOf(await train(store)).trained).toEqual([]);
    await train(other, '--jobs', '1', '--only', 'r1 *');
    expect(digestsOf(store)).toMatchObject(digestsOf(other));
    const comparisons = compareResults(manifestsOf(inject('finished')), manifestsOf(store));
    expect(comparisons).toHaveLength(tinyRuns);
    expect(comparisons.every(({ sameStart }) => sameStart)).toBe(true);
    expect(comparisons.every(({ recorded, ours }) => recorded.id !== ours.id)).toBe(true);
  });

  it('takes the pin of the spec into the run id and the manifest, and repeats its digests', async () => {
    const [store, other] = [newStore(), newStore()];
    const folder = tinyFolder({ 'seed: 7': 'seed: 7\nbackend: { isa: AVX2 }' });
    const words = ['run', folder, '--backend', 'tensorflow', '--only', 'r0 base at *', '--store'];
    const ended = await seedbed([...words, store]);
    expect(ended.code, ended.stderr).toBe(0);
    await seedbed([...words, other]);
    expect(digestsOf(other)).toEqual(digestsOf(store));
    await train(other, '--only', 'r0 base at *');
    expect(
      manifestsOf(other)
        .map(({ backend }) => backend.isa)
        .sort(),
    ).toEqual(['AVX2', 'AVX2', 'default', 'default']);
    expect(manifestsOf(store)[0]?.environment.variables).toMatchObject({ TF_ENABLE_ONEDNN_OPTS: '1' });
  });
});
