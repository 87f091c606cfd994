import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { DatasetPlugin, OpenContext } from '../dataset/contract.js';
import { temporaryFolders } from './caches.js';
import { checks, type Opened } from './checks.js';
import { checkDamage, checkSecondOpening, checkSecondPacking } from './reopening.js';

export interface ConformanceSetup {
  /** Options as a spec gives them; `{}` by default. */
  readonly options?: unknown;
  /** Where the original data is. The kit makes its own cache folders. */
  readonly context?: Partial<Omit<OpenContext, 'cacheDir' | 'onProgress'>>;
  /**
   * The fingerprint on record, 64 hexadecimal characters. Where it is given, a change of pixels or order cannot slip in
   * without a new plugin version.
   */
  readonly fingerprint?: string;
}

/**
 * Registers the vitest tests that every data set plugin must pass; one line in a plugin's spec is all it takes:
 *
 *     datasetConformance(plugin, { context: { dataDir: 'fixtures' } });
 *
 * The data are packed three times and read whole twice, so give it a small copy where the real one is large.
 */
export function datasetConformance(plugin: DatasetPlugin, setup: ConformanceSetup = {}): void {
  const { options = {}, context = {}, fingerprint } = setup;
  describe(`${plugin.name} keeps the contract of data sets`, () => {
    const folders = temporaryFolders();
    const open = (cacheDir: string) => plugin.open(plugin.options.parse(options), { ...context, cacheDir });
    let cacheDir: string;
    let opened: Opened;

    beforeAll(async () => {
      cacheDir = folders.make();
      const progress: [number, number][] = [];
      const onProgress = (done: number, total: number) => void progress.push([done, total]);
      const dataset = await plugin.open(plugin.options.parse(options), { ...context, cacheDir, onProgress });
      opened = { plugin, options, dataset, progress };
    });
    afterAll(() => {
      opened?.dataset.close();
      folders.remove();
    });

    for (const { name, run } of checks) test(name, () => run(opened));
    test.runIf(fingerprint)('has the fingerprint on record', () => {
      assert.equal(opened.dataset.fingerprint, fingerprint);
    });
    test('gives the same pixels from a second opening', () => checkSecondOpening(opened.dataset, open, cacheDir));
    test('gives the same data set when packed again', () => checkSecondPacking(opened.dataset, open, folders.make()));
    test('notices one flipped bit in what it packed', async ({ skip }) => {
      if (!(await checkDamage(opened.dataset, open, cacheDir))) skip('it keeps nothing in its cache');
    });
  });
}
