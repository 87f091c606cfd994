import assert from 'node:assert/strict';
import fs, { statSync } from 'node:fs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { checkedPlugin } from '../dataset/checked.js';
import type { DatasetPlugin, OpenContext } from '../dataset/contract.js';
import { temporaryFolders } from './caches.js';
import { checks, type Opened } from './checks.js';
import { contactSheet } from './contact-sheet.js';
import { checkParts, checkVariety } from './content.js';
import { checkElsewhere } from './elsewhere.js';
import { checkExamples, type ConfirmedExample } from './examples.js';
import { inAnotherOrder } from './listing.js';
import { checkDamagedInput, checkOneByte, checkSame, copyFolder, type OpenFrom } from './originals.js';
import { surveyOf, type Survey } from './survey.js';
import { compiledModule } from './worlds/compiled-module.js';
import { worlds } from './worlds/worlds.js';
import { checkDamage, checkParallelOpenings, checkSecondOpening, checkSecondPacking } from './reopening.js';

export interface ConformanceSetup {
  /**
   * Address of the module whose default export is the plugin: `new URL('./index.js', import.meta.url)`. Other processes
   * load it; of a source `src/….ts` they load what is built of it, `dist/….js`.
   */
  readonly module: string | URL;
  /**
   * At least three images of different classes that the author has looked at, with their digests. Where they are absent,
   * the test says what it found; a page of pictures shows what they look like (`contactSheet`).
   */
  readonly examples: readonly ConfirmedExample[];
  /** Where a page with pictures of each class is written; SEEDBED_CONTACT_SHEET names it, too. */
  readonly contactSheet?: string;
  /** How many different images are in both parts, where the original data are so; 0. */
  readonly inBothParts?: number;
  /** Options as a spec gives them; `{}` by default. */
  readonly options?: unknown;
  /** Where the original data is. The kit makes its own cache folders. */
  readonly context?: Partial<Omit<OpenContext, 'cacheDir' | 'onProgress'>>;
  /**
   * The fingerprint on record, 64 hexadecimal characters. Where it is given, a change of pixels or order cannot slip in
   * without a new plugin version.
   */
  readonly fingerprint?: string;
  /** Other places of the same data, such as an archive of the folder: all must have its fingerprint. */
  readonly sameFrom?: readonly string[];
  /** Which files in `context.dataDir` hold images; JPEGs by default. Copies of them are damaged. */
  readonly imageFiles?: RegExp;
  /** Whether classes may have different numbers of images. */
  readonly unbalanced?: boolean;
}

/**
 * Registers the vitest tests that every data set plugin must pass; one call in a plugin's spec is all it takes:
 *
 *     const module = new URL('./index.js', import.meta.url);
 *     datasetConformance(plugin, { module, examples: [], context: { dataDir: 'fixtures' } });
 *
 * The data are packed about twenty times, so give it a small copy where the real one is large.
 */
export function datasetConformance(plugin: DatasetPlugin, setup: ConformanceSetup): void {
  const { options = {}, context = {}, fingerprint, sameFrom = [], imageFiles = /\.jpe?g$/i, unbalanced } = setup;
  const { module, examples, inBothParts = 0, contactSheet: sheet = process.env['SEEDBED_CONTACT_SHEET'] } = setup;
  const folder = context.dataDir !== undefined && statSync(context.dataDir).isDirectory() ? context.dataDir : undefined;
  describe(`${plugin.name} keeps the contract of data sets`, () => {
    const folders = temporaryFolders();
    const open = (cacheDir: string) => plugin.open(plugin.options.parse(options), { ...context, cacheDir });
    const openFrom: OpenFrom = (dataDir, more) =>
      plugin.open(plugin.options.parse(options), { ...context, ...more, dataDir, cacheDir: folders.make() });
    let cacheDir: string;
    let opened: Opened;
    let survey: Survey;

    beforeAll(async () => {
      cacheDir = folders.make();
      const progress: [number, number][] = [];
      const onProgress = (done: number, total: number) => void progress.push([done, total]);
      const given = plugin.options.parse(options);
      // First as Seedbed opens it, which refuses by name what the rest could not bear.
      (await checkedPlugin(plugin).open(given, { ...context, cacheDir, onProgress })).close();
      const dataset = await plugin.open(given, { ...context, cacheDir });
      opened = { plugin, options, dataset, progress };
      survey = surveyOf(dataset);
    });
    afterAll(() => {
      opened?.dataset.close();
      folders.remove();
    });

    for (const { name, run } of checks) test(name, () => run(opened));
    test.runIf(fingerprint)('has the fingerprint on record', () => {
      assert.equal(opened.dataset.fingerprint, fingerprint);
    });
    test.skipIf(unbalanced)('has as many images in each class', () => {
      for (const counts of Object.values(opened.dataset.counts)) {
        assert.equal(
          new Set(counts).size,
          1,
          `${counts.join(', ')} images; a set without balance says so in the setup`,
        );
      }
    });
    test.runIf(sheet)('shows its pictures', () =>
      fs.writeFileSync(sheet!, contactSheet(plugin.about.title, opened.dataset)),
    );
    test('has the examples that its author confirmed', () => checkExamples(survey, opened.dataset, examples));
    test('has no image in both parts', () => checkParts(survey, opened.dataset, inBothParts));
    test('has different images in each class', () => checkVariety(survey, opened.dataset));
    test.each([...worlds])('is the same in another process, on $name', (world) =>
      checkElsewhere(opened.dataset, { module: compiledModule(module), options, context }, world, folders.make()),
    );
    test('gives the same pixels from a second opening', () => checkSecondOpening(opened.dataset, open, cacheDir));
    test('gives the same data set when packed again', () => checkSecondPacking(opened.dataset, open, folders.make()));
    test('notices one flipped bit in what it packed', async ({ skip }) => {
      if (!(await checkDamage(opened.dataset, open, cacheDir))) skip('it keeps nothing in its cache');
    });
    test('gives the same pixels to parallel readers', () =>
      checkParallelOpenings(opened.dataset, open, folders.make()));
    test('depends on no order of files and on no locale', () =>
      inAnotherOrder(() => checkSame(opened.dataset, open(folders.make()), 'in another order')));
    test.each([...sameFrom])('is the same from %s', (place) => checkSame(opened.dataset, openFrom(place), place));

    describe.skipIf(folder === undefined)('with a copy of its folder', () => {
      let copy: string;
      beforeAll(() => void (copy = copyFolder(folder!, folders.make())));

      test('is the same', () => checkSame(opened.dataset, openFrom(copy), 'a copy'));
      test('has another fingerprint when one bit of an image changes', () =>
        checkOneByte(opened.dataset, copy, imageFiles, openFrom));
      test('names a damaged image, and leaves it out when it is told to', () =>
        checkDamagedInput(opened.dataset, copy, imageFiles, openFrom));
    });
  });
}
