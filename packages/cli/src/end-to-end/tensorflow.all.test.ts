import { compareResults } from '@seedbed/core';
import { expect, inject, it } from 'vitest';
import { describeNative } from '../testing/native.js';
import { documentOf, seedbed } from '../testing/seedbed.js';
import { digestsOf, manifestsOf, newStore } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';
import { verify } from '../testing/verify.js';

const train = (store: string, ...more: string[]) =>
  seedbed(['run', tinyFolder(), '--store', store, '--backend', 'tensorflow', '--json', ...more]);

describeNative('run on native TensorFlow', () => {
  it('gives the same digests whatever the number of jobs, and shares no run with WebAssembly', async () => {
    const [store, other] = [newStore(), newStore()];
    const ended = await train(store, '--jobs', '2');
    expect(ended.code, ended.stderr).toBe(0);
    expect(documentOf(ended).trained).toHaveLength(tinyRuns);
    expect(documentOf(await train(store)).trained).toEqual([]);
    await train(other, '--jobs', '1', '--filter', 'r1 *');
    expect(digestsOf(store)).toMatchObject(digestsOf(other));
    const comparisons = compareResults(manifestsOf(inject('finished')), manifestsOf(store));
    expect(comparisons).toHaveLength(tinyRuns);
    expect(comparisons.every(({ sameStart }) => sameStart)).toBe(true);
    expect(comparisons.every(({ recorded, ours }) => recorded.id !== ours.id)).toBe(true);
  });

  it('takes the pin of the spec into the run id and the manifest, and repeats its digests', async () => {
    const [store, other] = [newStore(), newStore()];
    const folder = tinyFolder({ 'seed: 7': 'seed: 7\nbackend: { isa: AVX2 }' });
    const words = ['run', folder, '--backend', 'tensorflow', '--filter', 'r0 *base*', '--store'];
    const ended = await seedbed([...words, store]);
    expect(ended.code, ended.stderr).toBe(0);
    await seedbed([...words, other]);
    expect(digestsOf(other)).toEqual(digestsOf(store));
    await train(other, '--filter', 'r0 *base*');
    expect(
      manifestsOf(other)
        .map(({ backend }) => backend.isa)
        .sort(),
    ).toEqual(['AVX2', 'AVX2', 'default', 'default']);
    expect(manifestsOf(store)[0]?.environment.variables).toMatchObject({ TF_ENABLE_ONEDNN_OPTS: '1' });
  });

  it('has another id with a switch of the library, and not with one that no worker gets', async () => {
    const [plain, chosen, kept] = [newStore(), newStore(), newStore()];
    const train = (store: string, env = {}) =>
      seedbed(
        [
          'run',
          tinyFolder(),
          '--store',
          store,
          '--backend',
          'tensorflow',
          '--filter',
          'r0 target at condition base, size 4',
        ],
        { env },
      );
    await train(plain);
    const ended = await train(chosen, { TF_ENABLE_ONEDNN_OPTS: '0' });
    expect(ended.stderr).toContain("environment: TF_ENABLE_ONEDNN_OPTS=0: chooses how numbers are computed, and is part of each run's id\n"); // prettier-ignore
    const switches = { TF_ENABLE_ONEDNN_OPTS: '0' };
    expect(manifestsOf(chosen)).toMatchObject([{ backend: { switches }, environment: { variables: switches } }]);
    expect(Object.keys(digestsOf(chosen))).not.toEqual(Object.keys(digestsOf(plain)));
    // It once took the accuracy from 0.91 to 0.20, under the same id.
    const { stderr } = await train(kept, { TF_ONEDNN_ASSUME_FROZEN_WEIGHTS: '1', NODE_OPTIONS: '--expose-gc' });
    expect(stderr).toContain('environment: TF_ONEDNN_ASSUME_FROZEN_WEIGHTS, --expose-gc are kept from the workers: they may change numbers and are not recorded\n'); // prettier-ignore
    expect(digestsOf(kept)).toEqual(digestsOf(plain));
  });

  it('is verified with a switch that was not set when it was recorded: equal bit for bit where it is', async () => {
    const store = newStore();
    await train(store, '--filter', 'r0 target at condition base, size 4');
    // TensorFlow's own choice, made by hand.
    const env = { TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL: '1' };
    const { code, document, stderr } = await verify(tinyFolder(), store, ['--filter', 'r0 target at condition base, size 4', '--backend', 'tensorflow'], { env }); // prettier-ignore
    expect(stderr).toContain('TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL: not set recorded, 1 here');
    expect([code, document.holds, document.runs.map(({ bitwise }) => bitwise)]).toEqual([0, true, [true]]);
  });
});
