import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sight } from '../files/open.js';
import { classFolders } from '../layout/class-folders.js';
import type { ReadLayout } from '../layout/layout.js';
import { makeJpeg, writeFolder } from '../testing/index.js';
import { openImages } from './open-images.js';
import { remember } from './remembered.js';

const root = fs.mkdtempSync(join(tmpdir(), 'seedbed-opened-'));
const dataDir = join(root, 'set');
const cacheDir = join(root, 'cache');
const image = { height: 8, width: 8, channels: 3 } as const;
let asked: string[] = [];

beforeAll(async () => {
  for (const [number, name] of ['a/1', 'a/2', 'b/1', 'b/2'].entries()) writeFolder(dataDir, { [`${name}.jpg`]: await makeJpeg({ number }) }); // prettier-ignore
  // Older than the two seconds in which a change could go unseen.
  await new Promise((resolve) => setTimeout(resolve, 2100));
});
afterAll(() => fs.rmSync(root, { recursive: true }));

const layout: ReadLayout = (files) => {
  asked.push('layout');
  return classFolders(files);
};
const open = (skipDamaged = false) =>
  openImages(
    { title: 'Set', obtain: 'Draw it.', marks: [], plugin: 'set', version: '1', image, layout },
    { cacheDir, dataDir, skipDamaged, onProgress: (_done, _total, what = 'packing') => void asked.push(what) },
  );
const memories = () => fs.readdirSync(join(cacheDir, 'seen')).map((name) => join(cacheDir, 'seen', name));

test('what a set turned out to be is remembered, and its files are opened once they are asked for', async () => {
  const first = await open();
  expect(asked).toEqual(['layout', 'reading']);
  await first.close?.();
  asked = [];
  const again = await open(true);
  expect(again.origin).toBe(first.origin);
  expect(asked).toEqual([]);
  const { classes, examples } = await again.content();
  expect(classes).toEqual(['a', 'b']);
  expect(asked).toEqual(['layout', 'reading']);
  const added: string[] = [];
  await examples(({ part, class: label, values }) => void added.push(`${part} ${label} ${values.length}`));
  expect(added).toEqual(['train 0 192', 'train 1 192', 'test 0 192', 'test 1 192']);
  await again.close?.();
});

test('files that changed unseen are no packed set of before', async () => {
  const { origin, close } = await open();
  await close?.();
  const sighted = sight({ title: 'Set', obtain: '', marks: [] }, { kind: 'folder', path: dataDir });
  remember(cacheDir, { plugin: 'set', version: '1', stamp: sighted.stamp }, sighted, BigInt(Date.now()) * 1_000_000n, 'another'); // prettier-ignore
  const mistaken = await open();
  expect(mistaken.origin).toBe('another');
  await expect(mistaken.content()).rejects.toMatchObject({ code: 'SB_DATA_UNSTABLE' });
  await mistaken.close?.();
  const mended = await open();
  expect(mended.origin).toBe(origin);
  await mended.close?.();
});

test('other times, other content and a damaged memory are looked at again', async () => {
  const { origin, close } = await open();
  await close?.();
  for (const damage of [
    (text: string) => text.replace(/.(?=","digest)/, (last) => (last === '0' ? '1' : '0')),
    () => 'nonsense',
  ]) {
    for (const memory of memories()) fs.writeFileSync(memory, damage(fs.readFileSync(memory, 'utf8')));
    const unread = await open();
    expect(unread.origin).toBe(origin);
    await unread.close?.();
  }
  fs.utimesSync(join(dataDir, 'a/1.jpg'), 1, 1);
  const touched = await open();
  expect(touched.origin).toBe(origin);
  await touched.close?.();
  fs.writeFileSync(join(dataDir, 'a/1.jpg'), await makeJpeg({ number: 9 }));
  const other = await open();
  expect(other.origin).not.toBe(origin);
  await other.close?.();
});
