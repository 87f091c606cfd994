import { cpSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eachExample, type GivenExample, openDataset, openPacked } from '@seedbed/core';
import fashionmnist from '@seedbed/datasets-fashionmnist';
import { describe, expect, it } from 'vitest';
import { edited } from '../testing/edited.js';
import { describeNative } from '../testing/native.js';
import { seedbed, type Where } from '../testing/seedbed.js';
import { manifestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder, tinyFolder } from '../testing/tiny.js';
import { verify } from '../testing/verify.js';

const folder = tinyFolder({ '{ dense: 4 }, relu': '{ dense: 4 }, relu, { dropout: 0.3 }' });
const only = ['--filter', 'r0 target at condition base, size 4'];

/** A store with one run, trained under some circumstance. */
async function recorded(backend: string, where: Where = {}): Promise<string> {
  const store = newStore();
  const ended = await seedbed(['run', folder, '--store', store, '--backend', backend, ...only], where);
  expect(ended.code, ended.stderr).toBe(0);
  return store;
}

const remembered = (environment: Record<string, string>) =>
  Object.entries(environment).flatMap(([name, value]) => ['--recorded-env', `${name}=${value}`]);

describeNative('a run on native TensorFlow', () => {
  it.each([
    ['two threads instead of one', ['--threads', '2'], {}, {}, 'threads: 1 recorded, 2 here'],
    // Which of the two is TensorFlow's own choice depends on the processor.
    [
      'TF_ENABLE_ONEDNN_OPTS=0',
      [],
      { TF_ENABLE_ONEDNN_OPTS: '1' },
      { TF_ENABLE_ONEDNN_OPTS: '0' },
      'TF_ENABLE_ONEDNN_OPTS: 1 recorded, 0 here',
    ],
    ['WebAssembly', ['--backend', 'wasm'], {}, {}, 'backend: tensorflow recorded, wasm here'],
  ])('is followed to the first tensor that differs: %s', async (_, words, then, now, reason) => {
    // Large enough that the work is cut between threads.
    const large = tinyFolder({ 'conv: 2': 'conv: 32', 'dense: 4': 'dense: 64', 'batchSize: 4': 'batchSize: 64' });
    const store = newStore();
    await seedbed(['run', large, '--store', store, '--backend', 'tensorflow', ...only], { env: then });
    const { code, document, stderr } = await verify(large, store, [...only, ...words], { env: now });
    expect(stderr).toContain(reason);
    expect(document.runs).toMatchObject([{ judged: 'tolerance', bitwise: false, objections: [] }]);
    const equal = document.runs[0]?.checks.filter((check) => check.equal).map(({ name }) => name);
    expect(equal).toEqual(expect.arrayContaining(['split', 'subset', 'initial weights', 'batch order']));
    const [{ mismatch, notRepeated, firstLoss } = { mismatch: null }] = document.traces;
    expect(notRepeated).toBeNull();
    // Images and initial weights are equal: what differs first is something that was computed.
    expect(mismatch?.tensor).toMatch(/^(forward activation|gradient) of /);
    expect(mismatch?.equalBefore).toEqual(expect.arrayContaining(['input', 'labels', 'weights of conv1 before the step'])); // prettier-ignore
    expect(mismatch?.step).toBeLessThanOrEqual(firstLoss ?? Infinity);
    expect(mismatch?.difference?.relative).toBeLessThan(1e-4);
    expect(code).toBe(0);
  });

  it('is followed through the same executions twice, and differs nowhere where nothing differs', async () => {
    const store = await recorded('tensorflow');
    const { code, document } = await verify(folder, store, only);
    expect([code, document.holds, document.traces]).toEqual([0, true, []]);
  });
});

describe('a run that another program made', () => {
  it('differs at the batch in which two images changed places', async () => {
    const swap = edited('/training/batches.js', 'this.waiting.push(indices);', 'if ((globalThis.n = (globalThis.n ?? 0) + 1) === 3) indices.set([indices[1], indices[0]]); this.waiting.push(indices);'); // prettier-ignore
    const store = await recorded('wasm', { env: swap });
    const { code, document, stderr } = await verify(folder, store, [...only, ...remembered(swap)]);
    expect(document.runs).toMatchObject([{ judged: 'bitwise', bitwise: false }]);
    const names = document.runs[0]?.checks.filter((check) => !check.equal).map(({ name }) => name);
    expect(names?.[0]).toBe('batch order');
    expect(document.traces, stderr).toMatchObject([{ mismatch: { step: 3, tensor: 'input', difference: { first: expect.any(Number) } } }]); // prettier-ignore
    expect(code).toBe(1);
  });

  it('differs at the first numbers of another dropout stream', async () => {
    const other = edited(
      '/training/batches.js',
      "${purposeOf('layer', kind, version)}/",
      'dropout-of-another-program/',
    );
    const store = await recorded('wasm', { env: other });
    const { code, document } = await verify(folder, store, [...only, ...remembered(other)]);
    const names = document.runs[0]?.checks.filter((check) => !check.equal).map(({ name }) => name);
    expect(names?.[0]).toBe('loss');
    expect(document.traces).toMatchObject([
      { firstLoss: 1, mismatch: { step: 1, tensor: 'uniforms drawn for dropout1' } },
    ]);
    expect(code).toBe(1);
  });

  it('is not followed, and it is said why, where its program cannot be had', async () => {
    const other = edited(
      '/training/batches.js',
      "${purposeOf('layer', kind, version)}/",
      'dropout-of-another-program/',
    );
    const store = await recorded('wasm', { env: other });
    const { code, document, stderr } = await verify(folder, store, only);
    expect(document.traces).toMatchObject([{ mismatch: null, notRepeated: 1 }]);
    expect(stderr).toContain('equal bits are expected');
    expect(code).toBe(1);
  });
});

it('a run on data of which one pixel was another is refused, with both fingerprints', async () => {
  const cache = join(temporaryFolder(), 'cache');
  cpSync(process.env['SEEDBED_CACHE'] as string, cache, { recursive: true });
  const packed = readdirSync(join(cache, 'data'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^fashionmnist.*\.packed$/.test(file),
  );
  // Another test may have packed the set by other code: each of its files is changed.
  for (const path of packed.map((file) => join(cache, 'data', file))) await withOtherPixel(path);
  const flipped = await recorded('wasm', { env: { SEEDBED_CACHE: cache } });
  const [theirs, ours] = [flipped, await recorded('wasm')].map((store) => manifestsOf(store)[0]?.data.fingerprint);
  expect(theirs).not.toBe(ours);
  const { code, stderr } = await verify(folder, flipped, only);
  expect([code, stderr]).toEqual([1, expect.stringContaining('SB_OTHER_DATA')]);
  for (const fingerprint of [theirs, ours]) expect(stderr).toContain(fingerprint);
});

/** Packs a set again with one bit of its first training image changed. */
async function withOtherPixel(path: string): Promise<void> {
  const { header, ...packed } = openPacked(path);
  rmSync(path);
  const examples = async (add: (example: GivenExample) => void) => {
    eachExample(packed, ({ part, classIndex, item, values }) => {
      if (part === 'train' && classIndex === 0 && item === 0) values[values.length >> 1]! ^= 1;
      add({ part, class: classIndex, values });
    });
    return header.notes;
  };
  const content = async () => ({ inputs: header.inputs, classes: header.classes, examples });
  const plugin = { ...fashionmnist, version: header.version, open: async () => ({ origin: header.origin, content }) };
  const { skipDamaged } = header;
  (await openDataset(plugin, header.options, { cacheDir: dirname(path), skipDamaged })).close();
  packed.close();
}
