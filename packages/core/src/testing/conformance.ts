import assert from 'node:assert/strict';
import fs from 'node:fs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { DatasetPlugin, OpenContext } from '../dataset/contract.js';
import { openDataset } from '../dataset/open-dataset.js';
import { temporaryFolders } from './caches.js';
import { checks, type Opened } from './checks.js';
import { contactSheet } from './contact-sheet.js';
import { checkParts, checkVariety } from './content.js';
import { checkElsewhere } from './elsewhere.js';
import { checkExamples, type ConfirmedExample } from './examples.js';
import { inAnotherOrder } from './listing.js';
import { checkDamagedInput, checkOneBit, checkSame, copyOriginals, type OpenFrom, originalFiles } from './originals.js';
import { checkPackedOnce, checkParallelOpenings, checkRemembered, rememberedIn } from './reopening.js';
import { surveyOf, type Survey } from './survey.js';
import { compiledModule } from './worlds/compiled-module.js';
import { worlds } from './worlds/worlds.js';

export interface ConformanceSetup {
  /**
   * Address of the module whose default export is the plugin: `new URL('./index.js', import.meta.url)`. Other processes
   * load it; of a source `src/….ts` they load what is built of it, `dist/….js`.
   */
  readonly module: string | URL;
  /**
   * At least three examples, of different classes where there are classes, that the author has looked at, with their
   * digests. Where they are absent, the test says what it found; a page shows what they look like (`contactSheet`).
   */
  readonly examples: readonly ConfirmedExample[];
  /** Where a page with examples of each class is written; SEEDBED_CONTACT_SHEET names it, too. */
  readonly contactSheet?: string;
  /** How many different examples are in more than one part, where the original data are so; 0. */
  readonly inBothParts?: number;
  /** Options as a spec gives them; `{}` by default. */
  readonly options?: unknown;
  /** Where the original data is. The kit makes its own cache folders. */
  readonly context?: Partial<Omit<OpenContext, 'cacheDir' | 'onProgress'>>;
  /**
   * The fingerprint on record, 64 hexadecimal characters. Where it is given, a change of examples or order cannot slip in
   * without a new plugin version.
   */
  readonly fingerprint?: string;
  /** Other places of the same data, such as an archive of the folder: all must have its fingerprint. */
  readonly sameFrom?: readonly string[];
  /** Which files of `context.dataDir` hold one example each; JPEGs by default. Copies of one are damaged. */
  readonly exampleFiles?: RegExp;
  /** Which files hold examples; those of one example each by default, and all where there are none. One bit is flipped. */
  readonly dataFiles?: RegExp;
  /** Whether classes may have different numbers of examples. */
  readonly unbalanced?: boolean;
}

/**
 * Registers the vitest tests that every data set plugin must pass; one call in a plugin's test is all it takes:
 *
 *     const module = new URL('./index.js', import.meta.url);
 *     datasetConformance(plugin, { module, examples: [], context: { dataDir: 'fixtures' } });
 *
 * What Seedbed does itself (packing, reading, fingerprints) is not tried again. The data are packed about twenty times, so
 * give it a small copy where the real one is large.
 */
export function datasetConformance(plugin: DatasetPlugin, setup: ConformanceSetup): void {
  const { options = {}, context = {}, fingerprint, sameFrom = [], unbalanced } = setup;
  const { module, examples, inBothParts = 0, contactSheet: sheet = process.env['SEEDBED_CONTACT_SHEET'] } = setup;
  const { exampleFiles = /\.jpe?g$/i, dataFiles } = setup;
  const { dataDir } = context;
  const matching = (place: string, pattern: RegExp) => originalFiles(place).filter((path) => pattern.test(path));
  const ofOneEach = dataDir === undefined ? [] : matching(dataDir, exampleFiles);
  describe(`${plugin.name} keeps the contract of data sets`, () => {
    const folders = temporaryFolders();
    const opening = (more: Partial<OpenContext> & Pick<OpenContext, 'cacheDir'>) =>
      openDataset(plugin, plugin.options.parse(options), { ...context, ...more });
    const open = (cacheDir: string) => opening({ cacheDir });
    const openFrom: OpenFrom = (place, more) => opening({ cacheDir: folders.make(), ...more, dataDir: place });
    let cacheDir: string;
    let opened: Opened;
    let survey: Survey;

    beforeAll(async () => {
      cacheDir = folders.make();
      const progress: [number, number, string?][] = [];
      const dataset = await opening({ cacheDir, onProgress: (...report) => void progress.push(report) });
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
    test.skipIf(unbalanced)('has as many examples in each class', () => {
      for (const counts of Object.values(opened.dataset.counts)) {
        assert.equal(
          new Set(counts).size,
          1,
          `${counts.join(', ')} examples; a set without balance says so in the setup`,
        );
      }
    });
    test.runIf(sheet)('shows its examples', () =>
      fs.writeFileSync(sheet as string, contactSheet(plugin.about.title, opened.dataset)),
    );
    test('has the examples that its author confirmed', () => checkExamples(survey, opened.dataset, examples));
    test('has no example in two parts', () => checkParts(survey, opened.dataset, inBothParts));
    test('has different examples', () => checkVariety(survey, opened.dataset));
    test.each([...worlds])('is the same in another process, on $name', (world) =>
      checkElsewhere(opened.dataset, { module: compiledModule(module), options, context }, world, folders.make()),
    );
    test('is packed once', () => checkPackedOnce(opened.dataset, open(cacheDir), cacheDir, 'opened again'));
    test('gives the same examples when packed again', () =>
      checkSame(opened.dataset, open(folders.make()), 'packed again'));
    test('gives the same examples to parallel readers', () =>
      checkParallelOpenings(opened.dataset, open, folders.make()));
    test('depends on no order of files and on no locale', () =>
      inAnotherOrder(() => checkSame(opened.dataset, open(folders.make()), 'in another order')));
    test('notices one flipped bit in what it remembers', async ({ skip }) => {
      if (rememberedIn(cacheDir).length === 0) skip('it keeps nothing in its cache');
      const ownCache = folders.make();
      (await open(ownCache)).close();
      await checkRemembered(opened.dataset, open, ownCache);
    });
    test.each([...sameFrom])('is the same from %s', (place) =>
      checkSame(opened.dataset, openFrom(place), `opened from ${place}`),
    );

    describe.skipIf(dataDir === undefined)('with a copy of its data', () => {
      let copy: string;
      beforeAll(() => void (copy = copyOriginals(dataDir as string, folders.make())));

      test('is the same, and is not packed again', () =>
        checkPackedOnce(opened.dataset, openFrom(copy, { cacheDir }), cacheDir, 'opened from a copy'));
      test('has another fingerprint when one bit of an example changes', () => {
        const pattern = dataFiles ?? (ofOneEach.length > 0 ? exampleFiles : /(?:)/);
        return checkOneBit(opened.dataset, copy, matching(copy, pattern), openFrom, cacheDir);
      });
      test.skipIf(ofOneEach.length === 0)('names a damaged example, and leaves it out when it is told to', () =>
        checkDamagedInput(opened.dataset, copy, matching(copy, exampleFiles), openFrom),
      );
    });
  });
}
