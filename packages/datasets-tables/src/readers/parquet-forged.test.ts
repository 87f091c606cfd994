import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fileBytes } from '../files/file-bytes.js';
import { fileWith, refusal } from '../testing/index.js';
import { type Forged, forgedParquet, varint } from '../testing/parquet.js';
import { openParquet } from './parquet.js';

async function cellsOf(forged: Forged) {
  const file = fileBytes({ path: fileWith('a.parquet', forgedParquet(forged)) }, 'a.parquet');
  try {
    const table = await openParquet(file);
    const cells: unknown[] = [];
    for await (const batch of table.batches()) cells.push(...Array.from(await batch.column('x')));
    return cells;
  } finally {
    file.close();
  }
}

const word = (...values: number[]) => Buffer.from(Int32Array.from(values).buffer);
/** A value again and again. */
const run = (times: number, value = 0) => Buffer.concat([varint(times * 2), Buffer.from([value])]);
const delta = (...numbers: number[]) => Buffer.concat(numbers.map(varint));

test.each<[string, Forged, unknown[]]>([
  ['plain numbers', { rows: 3, encoding: 0, page: word(5, 6, 7) }, [5, 6, 7]],
  ['a run of a dictionary', { rows: 3, encoding: 8, dictionary: word(5, 6), page: Buffer.concat([Buffer.from([1]), run(3, 1)]) }, [6, 6, 6]], // prettier-ignore
  ['packed numbers of a dictionary', { rows: 3, encoding: 8, dictionary: word(5, 6, 7), page: Buffer.from([2, 3, 0b100100, 0]) }, [5, 6, 7]], // prettier-ignore
  ['missing ones', { rows: 3, optional: true, encoding: 0, page: Buffer.concat([word(4), run(2, 0), run(1, 1), word(9)]) }, [null, null, 9]], // prettier-ignore
  ['differences of nothing', { rows: 3, encoding: 5, page: delta(128, 4, 3, 14, 0, 0, 0, 0, 0) }, [7, 7, 7]],
  ['gzip', { rows: 2, codec: 2, encoding: 0, page: gzipSync(word(1, 2)), size: 8 }, [1, 2]],
  ['Brotli', { rows: 2, codec: 4, encoding: 0, page: brotliCompressSync(word(1, 2)), size: 8 }, [1, 2]],
])('read: %s', async (_, forged, cells) => {
  expect(await cellsOf(forged)).toEqual(cells);
});

const huge = 2 ** 30;
const zeros = Buffer.alloc(2 ** 26);

test.each<[string, Forged, RegExp]>([
  ['a run of a dictionary that never ends', { rows: 3, encoding: 8, dictionary: word(5), page: Buffer.concat([Buffer.from([1]), run(huge)]) }, /holds more values than it says/], // prettier-ignore
  ['a run of missing values that never ends', { rows: 3, optional: true, encoding: 0, page: Buffer.concat([word(6), run(huge), word(9)]) }, /holds more values than it says/], // prettier-ignore
  ['blocks of a negative size, which lead back', { rows: 300, encoding: 5, page: delta(-8, 1, 300, 0, 0, 16, 0, 0) }, /holds more values than it says/], // prettier-ignore
  ['a number without end', { rows: 300, type: 2, encoding: 5, page: Buffer.concat([delta(128, 4, 300, 0), Buffer.alloc(2 ** 20, 0xff)]) }, /holds more values than it says/], // prettier-ignore
  ['texts that grow without bytes', { rows: 200, type: 6, encoding: 7, page: Buffer.concat([delta(128, 4, 200, 0, 2 ** 31 - 1, 0, 0, 0, 0, 0), delta(128, 4, 200, 0, 0, 0, 0, 0, 0)]) }, /holds more values than it says/], // prettier-ignore
  ['more numbers than bytes', { rows: 9, encoding: 0, page: word(5, 6, 7) }, /holds more values than it says/],
  ['a dictionary that is not there', { rows: 3, encoding: 8, page: Buffer.concat([Buffer.from([1]), run(3)]) }, /needs a dictionary/], // prettier-ignore
  ['a value beyond a dictionary, in a run', { rows: 3, encoding: 8, dictionary: word(5, 6), page: Buffer.concat([Buffer.from([2]), run(3, 2)]) }, /a value that its dictionary does not have/], // prettier-ignore
  ['a value beyond a dictionary, among packed ones', { rows: 3, encoding: 8, dictionary: word(5, 6, 7), page: Buffer.from([2, 3, 0b110100, 0]) }, /a value that its dictionary does not have/], // prettier-ignore
  ['the only value of an empty dictionary', { rows: 3, encoding: 8, dictionary: word(), page: Buffer.from([0]) }, /a value that its dictionary does not have/], // prettier-ignore
  ['a page that unpacks to far more, gzip', { rows: 2, codec: 2, encoding: 0, page: gzipSync(zeros), size: 8 }, /is damaged/], // prettier-ignore
  ['a page that unpacks to far more, Brotli', { rows: 2, codec: 4, encoding: 0, page: brotliCompressSync(zeros), size: 8 }, /is damaged/], // prettier-ignore
  ['a page of a gigabyte', { rows: 2, codec: 2, encoding: 0, page: gzipSync(zeros), size: 2 ** 30 }, /unpack to more than data do: write it with smaller row groups/], // prettier-ignore
  ['more rows than fit into memory', { rows: 2 ** 23, type: 6, encoding: 0, page: word(0) }, /write it with row_group_size/], // prettier-ignore
  ['a decimal number of a megabyte', { rows: 1, type: 6, converted: 5, encoding: 0, page: Buffer.concat([word(2 ** 20), Buffer.alloc(2 ** 20, 1)]) }, /holds more values than it says/], // prettier-ignore
  ['a list that claims 2^31 values', { rows: 3, encoding: 0, page: word(1, 2, 3), footer: { 5: ['list', [], 2 ** 31 - 1] } }, /a list is longer than its bytes/], // prettier-ignore
  ['structures within structures', { rows: 3, encoding: 0, page: word(1, 2, 3), footer: { 9: nested(40) } }, /nests deeper/], // prettier-ignore
])('refused before it is decoded: %s', async (_, forged, why) => {
  const before = process.memoryUsage().rss;
  expect(await refusal(() => cellsOf(forged))).toMatch(new RegExp(`SB_DATA_ARCHIVE: a\\.parquet: .*${why.source}`));
  expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
});

function nested(depth: number): ['struct', Record<number, never>] {
  return ['struct', (depth === 0 ? {} : { 1: nested(depth - 1) }) as Record<number, never>];
}
