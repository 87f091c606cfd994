import { beforeAll, expect, inject, it } from 'vitest';
import { describeNative } from '../testing/native.js';
import { describeNodes } from '../testing/nodes.js';
import { seedbed } from '../testing/seedbed.js';
import { digestsOf, manifestsOf, newStore } from '../testing/stores.js';
import { tinyFolder, tinyRuns } from '../testing/tiny.js';

async function train(backend: string, store: string, node = process.execPath): Promise<void> {
  const words = ['run', tinyFolder(), '--store', store, '--backend', backend, '--jobs', '2', '--filter', 'r1 *'];
  const { code, stderr } = await seedbed(words, { node });
  expect(code, stderr).toBe(0);
}

/** The other version answered the same requests, and with the same results. */
function expectSame(recorded: string, store: string, version: string): void {
  const ours = manifestsOf(store);
  expect(ours).toHaveLength(tinyRuns / 2);
  expect(new Set(ours.map(({ environment }) => environment.node))).toEqual(new Set([`v${version}`]));
  expect(digestsOf(recorded)).toMatchObject(digestsOf(store));
}

describeNodes('on WebAssembly', (program, version) => {
  it('gives the digests of this Node', async () => {
    const store = newStore();
    await train('wasm', store, program);
    expectSame(inject('finished'), store, version);
  });
});

describeNative('on native TensorFlow', () => {
  const recorded = newStore();
  beforeAll(() => train('tensorflow', recorded));

  describeNodes('', (program, version) => {
    it('gives the digests of this Node', async () => {
      const store = newStore();
      await train('tensorflow', store, program);
      expectSame(recorded, store, version);
    });
  });
});
