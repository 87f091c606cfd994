import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { digestOf, sha256 } from '../digest/canonical.js';
import { damageFile, filesBelow, temporaryFolders } from '../testing/caches.js';
import { exampleManifest } from '../testing/manifests.js';
import { RunStore } from './run-store.js';
import { writeWhole } from '../fs/whole.js';

const folders = temporaryFolders();
afterEach(() => {
  vi.restoreAllMocks();
  folders.remove();
});

const run = (name: string) => exampleManifest({ id: digestOf(name) });
const pathOf = (store: RunStore, id: string) => join(store.folder, 'runs', id.slice(0, 2), `${id}.json`);
const unwritable = (code: string) => () => {
  throw Object.assign(new Error(`${code}: it failed`), { code });
};
const refused = expect.objectContaining({ code: 'SB_STORE_WRITE', exitCode: 4, hint: expect.any(String) });

describe('a store', () => {
  it('gives back what was written, by id, until it is removed', () => {
    const store = new RunStore(folders.make());
    const manifests = ['a', 'b', 'c', 'd'].map(run);
    for (const manifest of manifests) store.write(manifest);
    for (const manifest of manifests)
      expect([store.has(manifest.id), store.read(manifest.id)]).toEqual([true, manifest]);
    expect(store.ids()).toEqual(manifests.map((manifest) => manifest.id).sort());
    store.remove(manifests[0]!.id);
    store.remove(manifests[0]!.id);
    expect([store.has(manifests[0]!.id), store.ids().length]).toEqual([false, 3]);
    expect(filesBelow(store.folder)).toHaveLength(3);
  });

  it('that is not there is empty', () => {
    const store = new RunStore(join(folders.make(), 'nowhere', 'store'));
    expect([store.ids(), store.has(digestOf('a')), store.readWeights(digestOf('a'))]).toEqual([[], false, null]);
    fs.writeFileSync(join(folders.make(), 'file'), '');
    expect(fs.existsSync(store.folder)).toBe(false);
  });

  it('leaves foreign and half-written files alone', () => {
    const store = new RunStore(folders.make());
    const manifest = run('a');
    store.write(manifest);
    const runs = join(store.folder, 'runs');
    const own = dirname(pathOf(store, manifest.id));
    fs.mkdirSync(join(runs, 'zz'));
    fs.mkdirSync(join(runs, '0'));
    const foreign = [
      join(runs, '.DS_Store'),
      join(runs, manifest.id.startsWith('00') ? '11' : '00'),
      join(own, `${manifest.id}.json.123-0a1b2c.tmp`),
      join(own, `${manifest.id}.json.1`),
      join(own, 'notes.json'),
      join(runs, 'zz', `${digestOf('b')}.json`),
      join(runs, '0', `${manifest.id}.json`),
      join(own, `${(manifest.id[0] === '0' ? '1' : '0') + manifest.id.slice(1)}.json`),
    ];
    for (const path of foreign) fs.writeFileSync(path, 'x');
    expect(store.ids()).toEqual([manifest.id]);
    for (const path of foreign) expect(fs.existsSync(path)).toBe(true);
  });

  it('refuses a manifest that is damaged, or that lies under the id of another', () => {
    const store = new RunStore(folders.make());
    const [a, b] = [run('a'), run('b')];
    store.write(a);
    store.write(b);
    fs.copyFileSync(pathOf(store, b.id), pathOf(store, a.id));
    const damaged = { code: 'SB_MANIFEST_DAMAGED', exitCode: 1 };
    expect(() => store.read(a.id)).toThrow(
      expect.objectContaining({ ...damaged, message: `${pathOf(store, a.id)}: it is the manifest of run ${b.id}` }),
    );
    damageFile(pathOf(store, b.id));
    expect(() => store.read(b.id)).toThrow(
      expect.objectContaining({ ...damaged, message: expect.stringContaining(pathOf(store, b.id)) }),
    );
  });

  it('replaces a run that is written again', () => {
    const store = new RunStore(folders.make());
    const [older, newer] = [run('a'), exampleManifest({ id: digestOf('a'), experiment: 'newer' })];
    store.write(older);
    store.write(newer);
    expect([store.read(newer.id), store.ids().length, filesBelow(store.folder).length]).toEqual([newer, 1, 1]);
  });
});

describe('predictions', () => {
  it('come back bit for bit by their digest, and are as good as absent where they are damaged or only weights', () => {
    const store = new RunStore(folders.make());
    const probabilities = Float32Array.of(0.25, 0.75, 1, 0);
    const digest = sha256(Buffer.from(probabilities.buffer));
    store.writeWeights(probabilities);
    expect(store.readPredictions(digest)).toBeNull();
    store.writePredictions(probabilities);
    expect(store.readPredictions(digest)).toEqual(probabilities);
    const [path] = filesBelow(join(store.folder, 'predictions')) as [string];
    expect(path.endsWith(`${digest}.f32`)).toBe(true);
    damageFile(path);
    expect(store.readPredictions(digest)).toBeNull();
  });
});

describe('weights', () => {
  it('come back bit for bit by their digest, also from the middle of a buffer', () => {
    const store = new RunStore(folders.make());
    const all = Float32Array.from([7, 1.5, -0, NaN, Infinity, 1e-45, 3]);
    for (const weights of [all, all.subarray(1, 6), new Float32Array()]) {
      store.writeWeights(weights);
      const bytes = Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength);
      const read = store.readWeights(sha256(bytes))!;
      expect(Buffer.from(read.buffer).equals(bytes)).toBe(true);
    }
  });

  it('that are damaged, cut short, or no numbers are as good as absent', () => {
    const store = new RunStore(folders.make());
    const weights = Float32Array.from([1, 2, 3, 4]);
    const digest = sha256(Buffer.from(weights.buffer));
    store.writeWeights(weights);
    const [path] = filesBelow(join(store.folder, 'weights')) as [string];
    expect(path.endsWith(`${digest}.f32`)).toBe(true);
    damageFile(path);
    expect(store.readWeights(digest)).toBeNull();
    fs.writeFileSync(path, Buffer.from(weights.buffer).subarray(0, 12));
    expect(store.readWeights(digest)).toBeNull();
    fs.writeFileSync(join(store.folder, 'weights', `${sha256('odd')}.f32`), 'odd');
    expect(store.readWeights(sha256('odd'))).toBeNull();
    store.writeWeights(weights);
    expect(store.readWeights(digest)).toEqual(weights);
  });
});

describe('a store that cannot be written', () => {
  it('says so, and leaves nothing behind', () => {
    const store = new RunStore(folders.make());
    for (const call of ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'mkdirSync'] as const) {
      vi.spyOn(fs, call).mockImplementation(unwritable('EACCES'));
      expect(() => store.write(run('a')), call).toThrow(refused);
      expect(() => store.writeWeights(new Float32Array(2)), call).toThrow(refused);
      expect(() => store.writePredictions(new Float32Array(2)), call).toThrow(refused);
      vi.restoreAllMocks();
      expect(filesBelow(store.folder)).toEqual([]);
    }
  });

  it('because a file is in the way, says so', () => {
    const folder = folders.make();
    fs.writeFileSync(join(folder, 'file'), '');
    const store = new RunStore(join(folder, 'file', 'store'));
    expect(() => store.write(run('a'))).toThrow(refused);
    expect(() => store.prepare()).toThrow(refused);
    expect([store.ids(), store.has(digestOf('a')), store.exists]).toEqual([[], false, false]);
  });

  it('keeps the older run whole when the newer one fails', () => {
    const store = new RunStore(folders.make());
    store.write(run('a'));
    vi.spyOn(fs, 'fsyncSync').mockImplementation(unwritable('ENOSPC'));
    expect(() => store.write(exampleManifest({ id: digestOf('a'), experiment: 'newer' }))).toThrow(refused);
    vi.restoreAllMocks();
    expect(store.read(digestOf('a'))).toEqual(run('a'));
  });
});

it('a write that the system takes in pieces is continued: nothing appears cut short', () => {
  const path = join(folders.make(), 'a', 'b');
  const write = fs.writeSync as (file: number, bytes: Uint8Array, offset: number, length: number) => number;
  const short = ((file: number, bytes: Uint8Array, offset: number, length: number) =>
    write(file, bytes, offset, Math.min(length, 3))) as typeof fs.writeSync;
  const spy = vi.spyOn(fs, 'writeSync').mockImplementation(short);
  writeWhole(path, 'Träger, ein langer Text');
  expect(spy).toHaveBeenCalledTimes(8);
  expect(fs.readFileSync(path, 'utf8')).toBe('Träger, ein langer Text');
});
