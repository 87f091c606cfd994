import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dataset } from '@seedbed/core';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { partFile } from './arrays.js';

const folder = mkdtempSync(join(tmpdir(), 'seedbed-arrays-'));
vi.stubEnv('SEEDBED_CACHE', folder);
afterAll(() => rmSync(folder, { recursive: true }));

/** Two classes of three and two examples, 2 x 1 x 1; each example says where it is. */
const setOf = (type: 'uint8' | 'float32', fingerprint: string) =>
  ({
    inputs: { shape: [2, 1, 1], type },
    counts: { train: [3, 2], test: [0, 1], validation: [0, 0] },
    fingerprint,
    readInputs: (_: string, classIndex: number, item: number, target: Uint8Array | Float32Array, at: number) => target.set([classIndex, item], at), // prettier-ignore
  }) as unknown as Dataset;
const dataset = setOf('uint8', 'made up');
const images = Buffer.from([0, 0, 0, 1, 0, 2, 1, 0, 1, 1]);
const held = (path: string) => readFileSync(path).subarray(-images.length);

describe('the inputs of a part', () => {
  const { path, starts } = partFile(dataset, 'train', folder);

  it('lie in one file, class by class, that is only to be read', () => {
    expect(starts).toEqual([0, 3]);
    expect(held(path)).toEqual(images);
    expect(readFileSync(path).toString('latin1')).toContain("'shape': (5, 2, 1, 1)");
    expect(statSync(path).mode & 0o777).toBe(0o444);
    expect(partFile(dataset, 'test', folder).path).not.toBe(path);
  });

  it('are numbers in single precision where the set has such', () => {
    const bytes = readFileSync(partFile(setOf('float32', 'made up of numbers'), 'train', folder).path);
    expect(bytes.toString('latin1')).toContain("'descr': '<f4'");
    expect([...new Float32Array(Uint8Array.from(bytes.subarray(-40)).buffer)]).toEqual([...images]);
    expect(bytes).toHaveLength(128 + 40);
  });

  it.each<[string, (path: string) => void]>([
    ['changed', (file) => writeFileSync(file, Buffer.concat([readFileSync(file).subarray(0, -1), Buffer.of(9)]))],
    ['cut short', (file) => truncateSync(file, 100)],
    ['made longer', (file) => writeFileSync(file, Buffer.concat([readFileSync(file), images]))],
    ['removed', (file) => rmSync(file)],
  ])('are written again where the file was %s', (_, damage) => {
    chmodSync(path, 0o644);
    damage(path);
    expect(partFile(dataset, 'train', folder)).toEqual({ path, starts });
    expect(held(path)).toEqual(images);
    expect(readFileSync(path)).toHaveLength(128 + images.length);
  });
});
