import fs from 'node:fs';
import { SeedbedError } from '@seedbed/core';
import { expect, test } from 'vitest';
import { fileBytes } from '../files/file-bytes.js';
import { fileWith, madeFile, refusal } from '../testing/index.js';
import { openParquet } from './parquet.js';

const made = fs.readFileSync(madeFile('rows.parquet'));

async function cellsOf(content: Uint8Array): Promise<Record<string, unknown[]>> {
  const file = fileBytes({ path: fileWith('a.parquet', content) }, 'a.parquet');
  try {
    const table = await openParquet(file);
    const all: Record<string, unknown[]> = Object.fromEntries(table.columns.map((name) => [name, []]));
    for await (const batch of table.batches()) for (const name of table.columns) all[name]!.push(...Array.from(await batch.column(name))); // prettier-ignore
    return all;
  } finally {
    file.close();
  }
}

test('all row groups in order, with their types', async () => {
  const cells = await cellsOf(made);
  const lines = fs.readFileSync(madeFile('rows.csv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')); // prettier-ignore
  expect(cells['color']).toEqual(lines.map((line) => line[3]));
  expect(cells['code']).toEqual(lines.map((line) => BigInt(line[5]!)));
  expect(cells['price']).toEqual(lines.map((line) => Number(line[8])));
  expect(cells['smoker']).toEqual(lines.map((line) => line[2] === 'True'));
});

test.each([
  ['cut short', made.subarray(0, made.length - 9)],
  ['without its beginning', Buffer.concat([made.subarray(0, 4), made.subarray(1200)])],
  ['empty', Buffer.alloc(0)],
  ['a longer list of contents than there are bytes', Buffer.from('PAR1\xff\xff\xff\x7fPAR1', 'latin1')],
])('refused by name: %s', async (_, content) => {
  expect(await refusal(() => cellsOf(content))).toMatch(/SB_DATA_ARCHIVE: a\.parquet: is damaged/);
});

test('bytes that differ are read as other cells or refused, and nothing else', async () => {
  for (let at = 4; at < made.length; at += 61) {
    const bytes = Buffer.from(made);
    bytes[at] = bytes[at]! ^ 0x55;
    await cellsOf(bytes).catch((error: unknown) => expect(error, `byte ${at}`).toBeInstanceOf(SeedbedError));
  }
});
