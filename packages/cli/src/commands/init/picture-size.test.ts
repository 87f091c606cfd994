import { join } from 'node:path';
import { makeJpeg, writeFolder } from '@seedbed/datasets-images/testing';
import { expect, it } from 'vitest';
import { openTerminal } from '../../progress/terminal.js';
import { temporaryFolder } from '../../testing/tiny.js';
import { pictureSize } from './picture-size.js';

it.each([
  ['large pictures', 100, 10, 64],
  ['pictures that are small already', 28, 10, 28],
  ['pictures that are smaller than a set may have', 4, 10, 8],
  ['many large pictures', 100, 5000, 32],
])('of %s', async (_, side, count, size) => {
  const picture = await makeJpeg({ width: side, height: side + 20 });
  const names = Array.from({ length: count }, (__, number) => `${number % 2}/${number}.jpg`);
  const folder = writeFolder(join(temporaryFolder(), 'set'), Object.fromEntries(names.map((name) => [name, picture])));
  expect(await pictureSize(folder, openTerminal(true))).toBe(size);
});
