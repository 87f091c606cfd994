import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Content, DatasetPlugin, GivenExample, OpenContext } from '../dataset/contract.js';
import type { Dataset } from '../dataset/dataset.js';
import { openDataset } from '../dataset/open-dataset.js';
import { temporaryFolders } from './caches.js';
import { checks } from './checks.js';
import { datasetConformance } from './conformance.js';
import { contactSheet } from './contact-sheet.js';
import { checkParts, checkVariety } from './content.js';
import { checkExamples } from './examples.js';
import { exampleImages, exampleRow, exampleRows, type ExampleSetup } from './example.js';
import plugin from './example-plugin.js';
import { checkSame } from './originals.js';
import { checkRemembered } from './reopening.js';
import { surveyOf } from './survey.js';

datasetConformance(plugin, {
  module: new URL('./example-plugin.js', import.meta.url),
  examples: [
    { part: 'train', class: 'a', item: 0, digest: '8245feb5d883d0e9' },
    { part: 'train', class: 'b', item: 1, digest: '68bee71041304f64' },
    { part: 'train', class: 'c', item: 1, digest: 'b1201014b8742bc9' },
  ],
  unbalanced: true,
  fingerprint: 'eeb1f82f8195039e9ea97a1603cc056018592d001f5ea28e926c7cd4f482e3e4',
});

const folders = temporaryFolders();
afterEach(() => folders.remove());

const pluginOf = (content: () => Content, onOpen: (context: OpenContext) => void = () => undefined): DatasetPlugin => ({
  ...plugin,
  open: async (_, context) => (onOpen(context), { origin: '1', content: async () => content() }),
});
const opened = (content: Content) => openDataset(pluginOf(() => content), {}, { cacheDir: folders.make() }); // prettier-ignore
const rows = (change?: (example: GivenExample, index: number) => Partial<GivenExample>) =>
  opened(exampleRows(change && { change: (all) => all.map((example, index) => ({ ...example, ...change(example, index) })) })); // prettier-ignore

describe('the kit notices', () => {
  const run = (
    name: string,
    dataset: Dataset,
    progress: readonly (readonly [number, number, string?])[] = [
      [1, 2, 'unpacking'],
      [15, 15],
    ],
  ) =>
    // prettier-ignore
    checks.find((check) => check.name.startsWith(name))!.run({ plugin, options: {}, dataset, progress });
  const images = (more: Partial<Content>, setup?: ExampleSetup) => opened({ ...exampleImages(setup), ...more });
  const onlyOf = (index: number) => ({ change: (all: GivenExample[]) => all.filter((each) => each.class === index) });

  test.each<[string, string, () => Promise<Dataset>, RegExp]>([
    ['a single class', 'has training', () => images({ classes: ['a'] }, onlyOf(0)), /fewer than two classes/],
    ['an empty class', 'has training', () => images({}, onlyOf(0)), /no training example of class "b"/],
    ['a decomposed letter', 'spells', () => images({ classes: ['a', 'b', 'ka\u0308se'] }), /not composed Unicode/],
    ['a blank at the end', 'spells', () => images({ classes: ['a ', 'b', 'c'] }), /begins or ends with a blank/],
    ['a note that is no sentence', 'has notes', () => images({}, { notes: ['x'] }), /x/],
    [
      'a group on both sides',
      'has groups',
      () => rows((_, index) => ({ group: index % 3 })),
      /group 2 is in train and in test/,
    ],
    ['a single group', 'has groups', () => rows(() => ({ part: 'train', group: 7 })), /all examples are one group/],
  ])('%s', async (_, name, open, message) => {
    const [good, bad] = [await rows(), await open()];
    run(name, good);
    expect(() => run(name, bad)).toThrow(message);
  });

  test('progress that is not reported, or never ends', async () => {
    const dataset = await rows();
    run('reports', dataset);
    expect(() => run('reports', dataset, [[1, 1, 'unpacking']])).toThrow('onProgress was not called');
    expect(() => run('reports', dataset, [[14, 15]])).toThrow('the last report is not that all are done');
    expect(() => run('reports', dataset, [[16, 15], [15, 15]])).toThrow('16 of 15 are done'); // prettier-ignore
  });

  test('other notes, and other examples, when it is packed again', async () => {
    const first = await opened(exampleRows());
    await checkSame(first, opened(exampleRows()), 'packed again');
    const noted = opened(exampleRows({ notes: ['Another one.'] }));
    await expect(checkSame(first, noted, 'packed again')).rejects.toThrow('packed again, it has other notes');
    const regrouped = rows(({ group = 0 }) => ({ group: group + 1 }));
    await expect(checkSame(first, regrouped, 'packed again')).rejects.toThrow('it is another set: its fingerprint is');
  });

  test('what is remembered, damaged, and taken for what was written', async () => {
    const cacheDir = folders.make();
    const remembering = (trusts: boolean) => {
      const memory = { seen: 'a', check: 'a' };
      return pluginOf(() => exampleImages({ notes: [`Its letter is ${memory.seen}.`] }), (context) => {
        const path = join(context.cacheDir, 'seen.txt');
        const known = fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : '';
        if (known.length === 1 && (trusts || known === memory.check)) memory.seen = known;
        else fs.writeFileSync(path, memory.seen);
      }); // prettier-ignore
    };
    const open = (trusts: boolean) => (folder: string) => openDataset(remembering(trusts), {}, { cacheDir: folder });
    const first = await open(true)(cacheDir);
    await checkRemembered(first, open(false), cacheDir);
    await expect(checkRemembered(first, open(true), cacheDir)).rejects.toThrow('with one bit of seen.txt in its cache flipped, it has other notes'); // prettier-ignore
  });
});

describe('rows of numbers', () => {
  test('are confirmed with what is to be predicted, and shown where they are to be confirmed', async () => {
    const dataset = await rows();
    const survey = surveyOf(dataset);
    const line = "{ part: 'train', item: 1, digest: '[0-9a-f]{16}' }, // 0.33333334, -1, 0.14285715: length 1.5 mm, weight 0.14285715"; // prettier-ignore
    expect(() => checkExamples(survey, dataset, [])).toThrow(new RegExp(line.replaceAll('.', '\\.')));
    const examples = [0, 1, 2].map((item) => {
      const [place] = [...survey.values()].flat().filter((each) => each.part === 'train' && each.item === item);
      return { part: 'train', item, digest: place!.digest.slice(0, 16) } as const;
    });
    checkExamples(survey, dataset, examples);
    expect(() => checkExamples(survey, dataset, [examples[0]!, examples[0]!, examples[1]!])).toThrow(
      'confirm 3 examples',
    );
    const other = async (change: (example: GivenExample, index: number) => Partial<GivenExample>) => {
      const changed = await rows(change);
      return () => checkExamples(surveyOf(changed), changed, examples);
    };
    const backwards = (numbers: ArrayLike<number>) => Float32Array.from(numbers).reverse();
    expect(await other(({ values }) => ({ values: backwards(values) }))).toThrow(/the row is backwards/);
    expect(await other(({ targets }) => ({ targets: backwards(targets!) }))).toThrow(/with what is to be predicted backwards/); // prettier-ignore
    expect(await other((_, at) => exampleRow('train', at === 0 ? 1 : at === 1 ? 0 : at))).toThrow(
      /that is example 1 in train/,
    );
  });

  test('that are in two parts, or all the same, are refused', async () => {
    const both = await rows((example, index) => (index === 8 ? { values: exampleRow('train', 3).values } : example));
    expect(() => checkParts(surveyOf(both), both, 0)).toThrow('1 examples are in two parts, and not 0 (example 3 in train is example 0 in test)'); // prettier-ignore
    checkParts(surveyOf(both), both, 1);
    const same = await rows(() => ({ values: new Float32Array(3) }));
    expect(() => checkVariety(surveyOf(same), same)).toThrow('the 8 examples in train are all equal');
    const constant = await rows(({ targets }) => ({ targets: [targets![0]!, 5] }));
    expect(() => checkVariety(surveyOf(constant), constant)).toThrow('target "weight" is 5 in every training example');
    const right = await rows();
    checkVariety(surveyOf(right), right);
  });

  test('are shown on the contact sheet as numbers, pictures as pictures', async () => {
    const page = contactSheet('Rows', await rows());
    expect(page).toContain('0.6666667, -2, 0.5714286: length 3 mm, weight 0.2857143<figcaption>');
    expect(page).not.toContain('<img');
    const named = contactSheet('Rows', { ...(await rows()), columns: ['age', 'shift', 'rate'] });
    expect(named).toContain('age 0.6666667, shift -2, rate 0.5714286: length 3 mm');
    expect(page.match(/<figure class="row">/g)).toHaveLength(4 + 4 + 2);
    expect(contactSheet('Images', await opened(exampleImages())).match(/data:image\/png;base64,iVBOR/g)).toHaveLength(4 + 3 + 2 + 1 + 2 + 3); // prettier-ignore
  });
});
