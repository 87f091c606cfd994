import fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import { openDataset } from '@seedbed/core';
import { expect, test } from 'vitest';
import { collect, contentIn, fileWith, folderWith, madeFile, refusal } from '../testing/index.js';
import { table } from './table.js';

const csv = fs.readFileSync(madeFile('rows.csv'), 'utf8');
const use = { class: 'outcome', part: 'split', group: 'site', categories: ['color'], columns: ['age', 'weight', 'smoker', 'color', 'code'] }; // prettier-ignore

/** Rows of comma-separated text, without the first line. */
const cells = csv.trim().split('\n').slice(1).map((line) => line.split(',')); // prettier-ignore

test('what a table holds', async () => {
  const { inputs, columns, classes, grouped, examples } = await collect(table, madeFile('rows.csv'), use);
  expect(inputs).toEqual({ shape: [7], type: 'float32' });
  expect(classes).toEqual(['no', 'unknown', 'yes']);
  expect(grouped).toBe(true);
  const sites = [...new Set(cells.map((row) => row[4]))];
  const colors = ['blau', 'grün', 'rot'];
  const expected = cells.map(([age, weight, smoker, color, site, code, split, outcome]) => ({
    part: split === 'val' ? 'validation' : split,
    class: classes!.indexOf(outcome!),
    group: sites.indexOf(site!),
    values: Float32Array.of(
      +age!,
      +weight!,
      smoker === 'True' ? 1 : 0,
      ...colors.map((each) => +(each === color)),
      +code!,
    ),
  }));
  expect(examples).toEqual(expected);
  expect(columns).toEqual(['age', 'weight', 'smoker', 'color=blau', 'color=grün', 'color=rot', 'code']);
});

test.each([
  ['tabs', () => madeFile('rows.tsv')],
  ['JSON lines', () => madeFile('rows.jsonl')],
  ['Parquet', () => madeFile('rows.parquet')],
  ['gzip', () => fileWith('a.csv.gz', gzipSync(csv))],
  ['a byte order mark', () => fileWith('a.csv', `\ufeff${csv}`)],
  ['UTF-16', () => fileWith('a.csv', Buffer.from(`\ufeff${csv}`, 'utf16le'))],
  ['UTF-16, big-endian', () => fileWith('a.csv', Buffer.from(`\ufeff${csv}`, 'utf16le').swap16())],
  ['line ends of Windows', () => fileWith('a.csv', csv.replaceAll('\n', '\r\n'))],
  ['line ends of old Macs', () => fileWith('a.csv', csv.replaceAll('\n', '\r'))],
  ['no line end in the end', () => fileWith('a.csv', csv.trimEnd())],
  ['empty lines', () => fileWith('a.csv', csv.replaceAll('\n', '\n\n'))],
  ['semicolons', () => fileWith('a.csv', csv.replaceAll(',', ';'))],
  ['quotes and spaces', () => fileWith('a.csv', csv.replaceAll(/[^,\n]+/g, '" $& "'))],
  ['decomposed letters', () => fileWith('a.csv', csv.normalize('NFD'))],
  ['a folder', () => folderWith({ 'rows.csv': csv, 'README.md': 'text', '.hidden.csv': 'x' })],
  ['two pieces', () => folderWith({ 'data/train-00000-of-00002.csv': csv.split('\n').slice(0, 20).join('\n'), 'data/train-00001-of-00002.csv': [csv.split('\n')[0], ...csv.split('\n').slice(20)].join('\n') })], // prettier-ignore
])('the same table with %s is the same set', async (_, place) => {
  const [expected, found] = [await collect(table, madeFile('rows.csv'), use), await collect(table, place(), use)];
  expect(contentIn(found)).toEqual(contentIn(expected));
  expect(found.notes.filter((note) => !note.startsWith('Files that are no tables'))).toEqual(expected.notes);
});

test('a copy elsewhere and under other times has the same origin', async () => {
  const [first, second, folder] = await Promise.all([madeFile('rows.csv'), fileWith('other.csv', csv), folderWith({ 'a.csv': csv })].map((place) => collect(table, place, use))); // prettier-ignore
  expect([second!.origin, folder!.origin]).toEqual([first!.origin, first!.origin]);
  expect((await collect(table, fileWith('other.csv', csv.replace('7', '8')), use)).origin).not.toBe(first!.origin);
});

test('numbers to predict keep their units, in the order of the table', async () => {
  const options = { target: { price: 'USD', weight: 'kg' }, columns: ['age'] };
  const { targets, classes, examples } = await collect(table, madeFile('rows.csv'), options);
  expect(targets).toEqual([
    { name: 'weight', unit: 'kg' },
    { name: 'price', unit: 'USD' },
  ]);
  expect(classes).toBeUndefined();
  expect(examples.map((example) => example.targets)).toEqual(
    cells.map((row) => [Math.fround(+row[1]!), Math.fround(+row[8]!)]),
  );
});

test('Seedbed packs it and reads it again', async () => {
  const options = table.options.parse({ set: 'rows', ...use });
  const dataset = await openDataset(table, options, { cacheDir: folderWith({}), dataDir: madeFile('rows.parquet') });
  expect(dataset.inputs).toEqual({ shape: [7], type: 'float32' });
  expect(dataset.columns?.at(-1)).toBe('code');
  dataset.close();
});

test('files of parts, whose columns may be in another order', async () => {
  const folder = folderWith({ 'train.csv': 'a,b,y\n1,2,u\n3,4,v\n', 'test.csv': 'y,b,a\nv,4,3\n', 'valid.csv': 'a,b,y\n5,6,u\n', 'sample_submission.csv': 'id,y\n1,u\n' }); // prettier-ignore
  const { examples, notes } = await collect(table, folder, { class: 'y' });
  expect(examples.map(({ part, class: label, values }) => [part, label, ...values])).toEqual([
    ['train', 0, 1, 2],
    ['train', 1, 3, 4],
    ['test', 1, 3, 4],
    ['validation', 0, 5, 6],
  ]);
  expect(notes).toContain('Tables that are not used: sample_submission.csv.');
  expect(notes).toContain('Rows of test that are in train, too: 1 row.');
});

const holes = 'a,b,c,y\n1,red,5,1\n,blue,5,2\n3,?,5,3\n4,red,5,NA\n';

test('rows with missing values are left out and counted', async () => {
  const { examples, notes } = await collect(table, fileWith('a.csv', holes), {
    target: 'y',
    categories: ['b'],
    missing: 'dropRows',
  });
  expect(examples.map(({ values }) => [...values])).toEqual([[1, 1, 5]]);
  expect(notes).toContain('Left out, since a value is missing: 3 of 4 rows (a 1, b 1, y 1).');
  expect(notes).toContain('The same value in every row: a, b, c.');
});

test('missing values become 0 and a column that says so', async () => {
  const { columns, examples } = await collect(table, fileWith('a.csv', holes), {
    columns: ['a', 'b', 'c'],
    categories: ['b'],
    missing: 'indicator',
  });
  expect(columns).toEqual(['a', 'a missing', 'b=blue', 'b=red', 'b missing', 'c']);
  expect(examples.map(({ values }) => [...values])).toEqual([
    [1, 0, 0, 1, 0, 5],
    [0, 1, 1, 0, 0, 5],
    [3, 0, 0, 0, 1, 5],
    [4, 0, 0, 1, 0, 5],
  ]);
});

test('classes and words in an order of their own', async () => {
  const options = { class: 'y', classes: ['v', 'u', 'w'], categories: { b: ['z', 'x'] } };
  const { classes, examples } = await collect(table, fileWith('a.csv', 'b,y\nx,u\nz,v\n'), options);
  expect(classes).toEqual(['v', 'u', 'w']);
  expect(examples.map(({ class: label, values }) => [label, ...values])).toEqual([[1, 0, 1], [0, 1, 0]]); // prettier-ignore
});

test('names of columns are for people: two may be alike, and what is no text is a space', async () => {
  const file = fileWith('a.csv', `"a\u0001b","\u0002",c=x,c,${'d'.repeat(20_000)}\n1,2,3,x,4\n`);
  const options = table.options.parse({ set: 'a', categories: ['c'] });
  const dataset = await openDataset(table, options, { cacheDir: folderWith({}), dataDir: file });
  expect(dataset.columns).toEqual(['a b', '?', 'c=x', 'c=x', 'd'.repeat(200)]);
  dataset.close();
});

test('names are sorted by code points, not by the units of UTF-16', async () => {
  const { classes } = await collect(table, fileWith('a.csv', 'a,y\n1,\u{1f600}\n2,\uff5e\n3,z\n'), { class: 'y' });
  expect(classes).toEqual(['z', '\uff5e', '\u{1f600}']);
});

test('groups with rows in several parts are counted', async () => {
  const { notes } = await collect(table, fileWith('a.csv', 'a,p,s\n1,x,train\n2,x,test\n3,y,test\n'), {
    group: 'p',
    part: 's',
  });
  expect(notes).toContain('Groups with rows in more than one part: 1 group.');
});

const many = (lines: readonly string[]) => `${lines.join('\n')}\n`;

test.each([
  [
    'a text column',
    'a,city\n1,Rome\n',
    {},
    /SB_DATA_TABLE: .*a\.csv: line 2: column "city": "Rome" is no number \| List it under categories/,
  ],
  ['several text columns', 'a,b,c\n1,x,y\n', {}, /columns b, c hold text/],
  ['a number with a comma', 'a;b\n1;2\n1;2,5\n', {}, /line 3: column "b": "2,5" has a comma .*decimal/],
  ['a date', 'a\n2024-02-03\n', {}, /line 2: column "a": "2024-02-03" is a date/],
  ['infinite', 'a\n1\ninf\n', {}, /line 3: column "a": "inf" is infinite/],
  ['too large', 'a\n1e39\n', {}, /line 2: column "a": "1e39" is larger than single precision/],
  ['true and numbers', 'a\nTrue\n3\n', {}, /line 3: column "a": "3" is in a column of both/],
  [
    'missing',
    'a,b\n1,2\n,3\n4,\n,5\n',
    {},
    /line 3: column "a" has no value, the first of 3 missing values \(a 2, b 1\) \| .*dropRows.*indicator/,
  ],
  [
    'a missing target',
    'a,y\n1,\n',
    { target: 'y', missing: 'indicator' },
    /line 2: column "y" has no value \| .*dropRows" to leave these rows out\./,
  ],
  ['a target of text', 'a,y\n1,x\n', { target: 'y' }, /column "y": "x" is no number \| .*class/],
  [
    'an unknown class',
    'a,y\n1,u\n2,w\n',
    { class: 'y', classes: ['u', 'v'] },
    /line 3: column "y": "w" is not expected here \| Expected one of u, v/,
  ],
  ['an unknown word', 'a\nu\nw\n', { categories: { a: ['u'] } }, /line 3: column "a": "w" is not expected/],
  [
    'an unknown part',
    'a,p\n1,train\n2,fold3\n',
    { part: 'p' },
    /line 3: column "p": "fold3" is not expected here \| Expected train, validation or test/,
  ],
  ['an unknown column', 'a,b\n1,2\n', { target: 'bb' }, /has no column "bb" \| .*did you mean "b"/],
  ['two columns with one name', 'a,b,a\n1,2,3\n', {}, /two columns are called "a"/],
  ['a column without a name', ',a\n0,1\n', {}, /column 1 has no name \| .*index=False/],
  ['no names', '5.1,3.5,setosa\n4.9,3.0,setosa\n', {}, /line 1: looks like a row \("5\.1"\)/],
  ['no rows', 'a,b\n', {}, /has no rows/],
  ['nothing', '', {}, /is empty/],
  ['only empty lines', '\n\n', {}, /is empty/],
  ['nothing to train on', 'a,p\n1,test\n', { part: 'p' }, /has no row to train on \| .*says the part/],
  ['a target that cannot be shown', '"a\tb",c\n1,2\n', { target: 'a\tb' }, /the column "a b" has a name that cannot be shown/], // prettier-ignore
  ['a short row', 'a,b\n1,2\n\n3\n', {}, /line 4: has 1 cell, and the first line names 2 columns/],
  ['a long row behind one with line breaks', 'a,b\n"1\r\n\r\n",2\n1,2,3\n', { columns: ['b'] }, /line 5: has 3 cells/],
  ['a quote that is not closed', 'a,b\n1,2\n"3,4\n5,6\n', {}, /line 3: a quote that opens in this row is not closed/],
  ['a quote within a cell', 'a,b\n1,2\n3,4" pipe\n', {}, /line 3: a quote is within a cell/],
  [
    'words without end',
    many(['a', ...Array.from({ length: 4100 }, (_, row) => `id${row}`)]),
    { categories: ['a'] },
    /line 4098: column "a": "id4096" is one different value too many: there are more than 4096/,
  ],
  ['nothing left', 'a\nNA\n', { missing: 'dropRows' }, /has no row in which nothing is missing/],
  [
    'a category that is predicted',
    'a,y\n1,u\n',
    { class: 'y', categories: ['y'] },
    /"y" is among categories and does not go/,
  ],
])('refused: %s', async (_, text, options, message) => {
  expect(await refusal(() => collect(table, fileWith('a.csv', text), options))).toMatch(message);
});

test.each([
  ['Latin 1', 'a.csv', Buffer.from('a,b\n1,x\n2,Zürich\n', 'latin1'), /line 3: is neither UTF-8/],
  ['UTF-16 without a mark', 'a.csv', Buffer.from('a,b\n1,2\n', 'utf16le'), /line 1: is neither UTF-8/],
  ['UTF-32', 'a.csv', Buffer.from('\xff\xfe\0\0a\0\0\0', 'latin1'), /line 1: is neither UTF-8/],
  ['zeros', 'a.csv', Buffer.from('a\n1\n\0\n'), /line 3: is neither UTF-8/],
  ['a spreadsheet', 'a.csv', Buffer.from('PK\x03\x04 and more'), /is a spreadsheet or a zip archive/],
  ['no Parquet', 'a.parquet', Buffer.from('a,b\n1,2\n'), /is called Parquet and is none/],
  ['another ending', 'a.data', Buffer.from('a,b\n1,2\n'), /is of no kind that its name says/],
  ['gzip cut short', 'a.csv.gz', gzipSync(csv).subarray(0, 900), /SB_DATA_ARCHIVE: .*is no complete gzip file/],
  ['no JSON', 'a.jsonl', Buffer.from('{"a": 1}\n{"a": NaN}\n'), /line 2: is no JSON: NaN is none/],
  ['a JSON list', 'a.json', Buffer.from('[{"a": 1}]'), /line 1: begins a list/],
  ['another name', 'a.jsonl', Buffer.from('\n{"a": 1}\n\n{"b": 2}\n'), /line 4: has "b", which line 2 lacks/],
  ['no object', 'a.jsonl', Buffer.from('{"a": 1}\n7\n'), /line 2: is no object/],
  ['nested', 'a.jsonl', Buffer.from('{"a": [1]}\n'), /column "a": holds a list or an object/],
  [
    'inexact',
    'a.jsonl',
    Buffer.from('{"a": 1, "g": 9007199254740993}\n'),
    /"9007199254740992" is a whole number beyond 2\^53/,
  ],
])('refused: %s', async (name, file, content, message) => {
  const options = name === 'inexact' ? { group: 'g' } : {};
  expect(await refusal(() => collect(table, fileWith(file, content), options))).toMatch(message);
});

test.each([
  ['nothing', undefined, /SB_DATA_MISSING: .*no file was given/],
  ['another place', '/nowhere/at/all.csv', /SB_DATA_MISSING: .*there is no/],
  ['an empty folder', folderWith({ 'a.txt': '' }), /SB_DATA_MISSING: .*holds no table/],
  ['two tables', folderWith({ 'a.csv': 'a\n1\n', 'b.csv': 'a\n1\n' }), /SB_DATA_SEVERAL: .*a, b may each be the set/],
  [
    'a piece that is absent',
    folderWith({ 'train-00000-of-00002.csv': 'a\n1\n' }),
    /SB_DATA_LAYOUT: .*of train there are 1 files of 2/,
  ],
  [
    'other columns in a part',
    folderWith({ 'train.csv': 'a,y\n1,u\n', 'test.csv': 'a\n1\n' }),
    /test\.csv: has no column "y", which the table for training has/,
  ],
])('refused as a place: %s', async (_, place, message) => {
  expect(await refusal(() => collect(table, place as string, { class: 'y' }))).toMatch(message);
});

test.each([
  [{ target: 'a', class: 'b' }, /target or class/],
  [{ classes: ['u', 'v'] }, /needs class/],
  [{ target: 'a', columns: ['a', 'b'] }, /a\\" is what is predicted/],
  [{ columns: ['a', 'a'] }, /is in it twice/],
  [{ column: 'a' }, /Unrecognized key/],
])('options %j are refused', (options, message) => {
  expect(table.options.safeParse({ set: 's', ...options }).error?.message).toMatch(message);
});

test('a lone part column and files of parts are refused together', async () => {
  const folder = folderWith({ 'train.csv': 'a,p\n1,train\n', 'test.csv': 'a,p\n1,test\n' });
  expect(await refusal(() => collect(table, folder, { part: 'p' }))).toMatch(
    /a file for each part, and the options name a column/,
  );
});
