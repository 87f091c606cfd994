import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeJpeg, tarGzOf, writeFolder } from '../testing/index.js';
import { usualSize } from './usual-size.js';

const root = fs.mkdtempSync(join(tmpdir(), 'seedbed-sizes-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

const made = (name: string) => fs.readFileSync(new URL(`../testing/pictures/${name}`, import.meta.url));
const look = (dataDir: string) => usualSize({ title: 'Set', obtain: 'Draw it.', marks: [] }, dataDir, join(root, 'cache')); // prettier-ignore

test('of pictures of several kinds it is the middle one of their shorter sides', async () => {
  const files = {
    'a/1.jpg': await makeJpeg({ width: 40, height: 30 }),
    'a/2.jpg': await makeJpeg({ width: 50, height: 60 }),
    // 11 x 7, each of them.
    ...Object.fromEntries(['colour.png', 'lossy.webp', 'colour.bmp'].map((name) => [`b/${name}`, made(name)])),
    'b/damaged.jpg': 'no picture',
  };
  const folder = writeFolder(join(root, 'set'), files);
  expect(await look(folder)).toEqual({ pictures: 6, side: 7 });
  const archive = join(root, 'set.tar.gz');
  fs.writeFileSync(archive, await tarGzOf(files));
  expect(await look(archive)).toEqual({ pictures: 6, side: 7 });
});

test('without a picture there is no size', async () => {
  expect(await look(writeFolder(join(root, 'none'), { 'a/read.txt': 'x' }))).toEqual({ pictures: 0, side: undefined });
});
