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
});
