import fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { DatasetPlugin } from '../dataset/contract.js';
import type { Dataset } from '../dataset/dataset.js';
import { openDataset } from '../dataset/open-dataset.js';
import { temporaryFolders } from './caches.js';
import { contactSheet } from './contact-sheet.js';
import { checkGroups, checkParts, checkVariety } from './content.js';
import { checkElsewhere } from './elsewhere.js';
import { checkExamples, type ConfirmedExample } from './examples.js';
import { type Fault, faultyPlugin, rawFolder } from './faulty.js';
import { checkOneBit, checkSame, copyOriginals, originalFiles } from './originals.js';
import { checkPackedOnce } from './reopening.js';
import { surveyOf } from './survey.js';
import { worlds } from './worlds/worlds.js';

const folders = temporaryFolders();
afterAll(() => folders.remove());

const dataDir = rawFolder(folders.make());

/** What a person sees in the files themselves. */
const examples: readonly ConfirmedExample[] = [
  { part: 'train', class: 'ant', item: 0, digest: '34d169384e157254' },
  { part: 'train', class: 'bee', item: 1, digest: '86552081f075ecb5' },
  { part: 'test', class: 'cow', item: 1, digest: 'c580485984cb6288' },
];

async function opened(fault: Fault) {
  const module = faultyPlugin(join(folders.make(), 'plugin.mjs'), fault);
  const { default: plugin } = (await import(/* @vite-ignore */ module)) as { default: DatasetPlugin };
  const cacheDir = folders.make();
  const open = (from = dataDir, cache = cacheDir) => openDataset(plugin, {}, { cacheDir: cache, dataDir: from });
  const dataset = await open();
  return { module, open, cacheDir, dataset, survey: surveyOf(dataset) };
}

/** Every check of what a set holds, and of the set in all worlds. */
async function check(fault: Fault): Promise<void> {
  const { module, dataset, survey } = await opened(fault);
  checkExamples(survey, dataset, examples);
  checkParts(survey, dataset, 0);
  checkVariety(survey, dataset);
  checkGroups(dataset);
  await inAllWorlds(module, dataset);
}

async function inAllWorlds(module: string, dataset: Dataset): Promise<void> {
  for (const world of worlds) {
    await checkElsewhere(dataset, { module, options: {}, context: { dataDir } }, world, folders.make());
  }
}

test('a plugin without fault passes', () => check({}));

test.each<[string, Fault, RegExp]>([
  ['labels that are off by one', { label: '(c + 1) % n' }, /example 0 of class "ant" in train has the digest .*: that is example 0 of class "bee"/], // prettier-ignore
  ['pixels that are transposed', { pixels: '[...bytes.subarray(0, 3), ...bytes.subarray(6, 9), ...bytes.subarray(3, 6), ...bytes.subarray(9)]' }, /the image is transposed/], // prettier-ignore
  ['channels that are backwards', { pixels: '[0, 3, 6, 9].flatMap((at) => [...bytes.subarray(at, at + 3)].reverse())' }, /with its channels backwards/], // prettier-ignore
  ['images that are all equal', { pixels: 'Buffer.alloc(12, c + 1)' }, /no example of the set has that digest/],
])('%s are refused by the confirmed examples', async (_, fault, message) => {
  const { dataset, survey } = await opened(fault);
  expect(() => checkExamples(survey, dataset, examples)).toThrow(message);
});

test('without confirmed examples it says which there are', async () => {
  const { dataset, survey } = await opened({});
  expect(() => checkExamples(survey, dataset, [])).toThrow(/class: "ant", item: 0, digest: '[0-9a-f]{16}' \},/);
  const one = examples.map((example) => ({ ...examples[0]!, item: example.item }));
  expect(() => checkExamples(survey, dataset, one)).toThrow('confirm 3 examples of different classes');
});

test('test images that are training images are refused, unless the original data are known to be so', async () => {
  const { dataset, survey } = await opened({ test: 'names.slice(0, 2)' });
  expect(() => checkParts(survey, dataset, 0)).toThrow(/6 examples are in two parts, and not 0 \(example 0 of class "ant" in train is example 0 of class "ant" in test; /); // prettier-ignore
  checkParts(survey, dataset, 6);
});

test.each([
  ['in each class', 'Buffer.alloc(12, c + 1)', /the 4 examples of class "ant" in train are all equal/],
  ['in all', 'Buffer.alloc(12, 7)', /are all equal/],
])('images that are all equal %s are refused', async (_, pixels, message) => {
  const { dataset, survey } = await opened({ pixels });
  expect(() => checkVariety(survey, dataset)).toThrow(message);
});

test.each([
  ['in training and test', 'c', /group 0 is in train and in test/],
  ['everywhere', '0', /group 0 is in train and in test/],
])('groups that are %s are refused', async (_, group, message) => {
  const { dataset } = await opened({ group });
  expect(() => checkGroups(dataset)).toThrow(message);
});

describe('what is packed once for other data, or again for the same, is refused:', () => {
  test('an origin that does not say what the files hold', async () => {
    const { dataset, open, cacheDir } = await opened({ origin: '"1"' });
    const copy = copyOriginals(dataDir, folders.make());
    const checked = checkOneBit(dataset, copy, originalFiles(copy), (place) => open(place), cacheDir);
    await expect(checked).rejects.toThrow('does the origin say what the files hold?');
  });

  test.each([
    ['a time', 'String(process.hrtime.bigint())'],
    ['a path', 'dataDir'],
  ])('%s as origin', async (_, origin) => {
    const { dataset, open, cacheDir } = await opened({ origin });
    const again = open(copyOriginals(dataDir, folders.make()));
    await expect(checkPackedOnce(dataset, again, cacheDir, 'opened from a copy')).rejects.toThrow(/^opened from a copy, it was packed again, as faulty-.* and faulty-/); // prettier-ignore
  });

  test('groups that are numbered on from the last opening', async () => {
    const { dataset, open } = await opened({ group: 'groups.set(groups.size, 0).size' });
    await expect(checkSame(dataset, open(dataDir, folders.make()), 'packed again')).rejects.toThrow('packed again, it is another set: its fingerprint'); // prettier-ignore
  });
});

const marked = (value: string): Fault => ({ pixels: `[...bytes.subarray(0, 11), (${value}) & 255]` });

describe('what is not the same everywhere is refused in another process:', () => {
  test.each<[string, Fault]>([
    ['by process', marked('process.pid')],
    ['by chance, when it is imported', { importing: 'const mark = crypto.getRandomValues(new Uint8Array(1))[0];', ...marked('mark') }], // prettier-ignore
    ['order by directory', { order: '' }],
    ['order by time of change', { order: 'const time = (name) => fs.statSync(join(folder, name)).mtimeMs; names.sort((a, b) => time(a) - time(b))' }], // prettier-ignore
    ["order by a locale's collation", { order: 'names.sort(new Intl.Collator().compare)' }],
    ['order by localeCompare', { order: 'names.sort((a, b) => a.localeCompare(b))' }],
    ['groups numbered as they are listed', { order: 'groups.clear(); names.forEach((name) => groups.set(name, groups.size)); names.sort()', group: 'c * 100 + groups.get(name)' }], // prettier-ignore
    ['the weekday', marked('new Date().getDay()')],
    ['Fridays', marked('new Date().getDay() === 5')],
    ['afternoons', marked('new Date().getHours() > 12')],
    ['the year', marked('new Date().getFullYear()')],
    ['a date in words', marked('new Intl.DateTimeFormat("en").format().length + new Intl.DateTimeFormat("en").format().charCodeAt(0)')], // prettier-ignore
    ['the time zone', marked('new Date(0).getHours()')],
    ["a locale's numbers", marked('new Intl.NumberFormat().format(1234.5).charCodeAt(1)')],
    ['the folder', marked('dataDir.length')],
    [
      'the working directory',
      marked('[...process.cwd()].reduce((sum, letter) => 31 * sum + letter.charCodeAt(0), 0) % 251'),
    ],
    ['the folder for temporary files', marked('(process.env.TMPDIR ?? "").length')],
    ['the user', marked('(process.env.USER ?? "").length')],
    ['the machine', marked('process.ppid')],
  ])('%s', async (_, fault) => {
    const { module, dataset } = await opened(fault);
    await expect(inAllWorlds(module, dataset)).rejects.toThrow(/^opened in another process \(a .* in .*\), it is another set: its /); // prettier-ignore
  });

  test('and a plugin that cannot be opened there says why', async () => {
    const { module, dataset } = await opened({});
    fs.appendFileSync(join(new URL(module).pathname), '\nthrow new Error("not today");\n');
    await expect(inAllWorlds(module, dataset)).rejects.toThrow(/the set is refused: not today/);
  });
});

test('the contact sheet shows each class with lines that confirm', async () => {
  const { dataset } = await opened({});
  const page = contactSheet('Raw <images>', dataset);
  expect(page).toContain('<h1>Raw &#60;images&#62;</h1>');
  for (const name of dataset.classes) expect(page).toContain(`<h2>${name}</h2>`);
  expect(page.match(/data:image\/png;base64,iVBOR/g)).toHaveLength(3 * (4 + 2));
  expect(page).toContain(`digest: '${examples[0]!.digest}'`);
});
