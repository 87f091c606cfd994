import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { miniPlaces, placesSpec } from '../testing/mini-places.js';
import { inAnotherContext, onOtherData, put } from '../testing/contexts.js';
import { documentOf, preloading, run, seedbed } from '../testing/seedbed.js';
import { copyOf, filesIn, manifestPath, manifestsOf, newStore } from '../testing/stores.js';
import { temporaryFolder, tinyFolder, tinyRuns } from '../testing/tiny.js';

const finished = inject('finished');
const cache = join(temporaryFolder(), 'cache');
const store = copyOf(finished);

/** What `seedbed run` of the tiny experiment loads and starts. */
async function loadedBy(...words: readonly string[]) {
  const file = join(temporaryFolder(), 'loaded');
  const env = { ...preloading('list-modules.mjs'), SEEDBED_TEST_LOADED: file, SEEDBED_CACHE: cache };
  const { code, stdout, stderr } = await seedbed(['run', tinyFolder(), '--store', store, ...words], { env });
  return { code, stdout, stderr, loaded: readFileSync(file, 'utf8') };
}

describe('run with everything stored', () => {
  beforeAll(async () => {
    cpSync(process.env['SEEDBED_CACHE'] as string, cache, { recursive: true });
    // Whoever asks first lets the backend say who it is.
    await loadedBy('--backend', 'wasm');
  });

  it('loads nothing that trains, starts no process, and answers as before', async () => {
    const { code, stdout, stderr, loaded } = await loadedBy('--backend', 'wasm');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^0 runs trained, 14 stored before/)]);
    expect(stderr).toContain('14 runs already in the store: skipped');
    expect(stderr).toMatch(/^backend: wasm \(/m);
    expect(loaded).toContain('execution/all-stored.js');
    expect(loaded).not.toContain('started: ');
    expect(loaded).not.toMatch(/@tensorflow|@jsquash|engine\/dist\/(training|kernels|network)\//);
  });

  it('reads no pixel, and the first run that is missing does', async () => {
    const data = join(cache, 'data');
    // Another test may have packed the set by other code: each of its files is changed.
    const packed = filesIn(data).filter((name) => /fashionmnist-.*\.packed$/.test(name));
    for (const path of packed.map((name) => join(data, name))) {
      const bytes = readFileSync(path);
      bytes[1000]! ^= 1;
      writeFileSync(path, bytes);
    }
    expect((await loadedBy('--backend', 'wasm')).stderr).not.toContain('checksum');
    const { id } = manifestsOf(store).find(({ stage }) => stage === 'target')!;
    rmSync(manifestPath(store, id));
    const { code, stderr, loaded } = await loadedBy('--backend', 'wasm');
    expect([code, stderr]).toEqual([0, expect.stringContaining('the checksum of its inputs differs')]);
    expect(loaded).toContain('started: ');
  });
});

describe('data that are not at hand', () => {
  it('are not asked for where all runs of one version of them are stored, and it is said', async () => {
    const root = await miniPlaces(join(temporaryFolder(), 'places'));
    const [folder, places] = [placesSpec(), newStore()];
    expect((await run(folder, places, '--data', root)).code).toBe(0);
    renameSync(root, `${root}-away`);
    const again = await run(folder, places);
    expect([again.code, documentOf(again).skipped.length]).toEqual([0, tinyRuns]);
    expect(again.stderr).toContain('the data were not looked at');

    const named = await run(folder, places, '--data', root);
    expect([named.code, named.stderr]).toEqual([2, expect.stringContaining('SB_DATA_MISSING')]);

    put(places, inAnotherContext(manifestsOf(places), onOtherData('ab'.repeat(32))));
    const several = await run(folder, places);
    expect([several.code, several.stderr]).toEqual([2, expect.stringContaining('SB_DATA_MISSING')]);
  });
});
