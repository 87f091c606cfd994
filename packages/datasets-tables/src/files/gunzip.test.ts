import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fileWith, refusal } from '../testing/index.js';
import { fileBytes } from './file-bytes.js';
import { unpacked } from './gunzip.js';

async function sizeOf(content: Uint8Array): Promise<number> {
  const file = fileBytes({ path: fileWith('a.gz', content) }, 'a.gz');
  let size = 0;
  try {
    for await (const piece of unpacked(file)) size += piece.length;
  } finally {
    file.close();
  }
  return size;
}

test('a file is unpacked, of one member or of two, or given as it is', async () => {
  const text = Buffer.from('some text');
  expect(await sizeOf(gzipSync(text))).toBe(9);
  expect(await sizeOf(Buffer.concat([gzipSync(text), gzipSync(text)]))).toBe(18);
  expect(await sizeOf(text)).toBe(9);
});

test('what unpacks to far too much is refused before its end', async () => {
  const bomb = gzipSync(Buffer.alloc(100 * 2 ** 20));
  expect(await refusal(() => sizeOf(bomb))).toMatch(/SB_DATA_ARCHIVE: a\.gz: unpacks to more than 250 times its size/);
});
