import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sha256 } from '../digest/canonical.js';
import { installedData } from './installed-data.js';

let folder: string;
let rows: string;
const data = { title: 'Birds', from: 'birds-data', files: { 'data/rows.csv': sha256('1,2\n') } };
const open = (asked = data) => installedData(asked, pathToFileURL(join(folder, 'index.js')).href);
const installed = (version: string) =>
  fs.writeFileSync(join(folder, 'node_modules/birds-data/package.json'), JSON.stringify({ version }));

beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'seedbed-installed-')));
  rows = join(folder, 'node_modules', 'birds-data', 'data', 'rows.csv');
  fs.mkdirSync(join(rows, '..'), { recursive: true });
  fs.writeFileSync(rows, '1,2\n');
  installed('1.0.0');
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

it('reads the files of a package, and says which edition they are', () => {
  const { origin, read } = open();
  expect(read('data/rows.csv').toString()).toBe('1,2\n');
  expect(origin).toMatch(/^birds-data@1\.0\.0, files [0-9a-f]{64}$/);
  expect(open().origin).toBe(origin);
  expect(open({ ...data, files: { 'data/rows.csv': sha256('3') } }).origin).not.toBe(origin);
  installed('1.0.1');
  expect(open().origin).toContain('birds-data@1.0.1');
});

it('refuses other bytes, naming the file and both digests', () => {
  fs.writeFileSync(rows, '1,3\n');
  expect(() => open().read('data/rows.csv')).toThrowError(
    expect.objectContaining({
      code: 'SB_DATA_ORIGINAL',
      message: `${rows}: not the file of Birds that was published: its SHA-256 is ${sha256('1,3\n')}, and not ${sha256('1,2\n')}`,
    }),
  );
});

it.each([
  ['a file of it', 'node_modules/birds-data/data/rows.csv', () => rows],
  ['the package', 'node_modules/birds-data', () => 'birds-data'],
])('says what to install where %s is missing', (_, gone, named) => {
  fs.rmSync(join(folder, gone), { recursive: true });
  expect(() => open().read('data/rows.csv')).toThrowError(
    expect.objectContaining({
      code: 'SB_DATA_MISSING',
      message: `${named()}: Birds is not installed`,
      hint: 'Run `npm ci`; the npm package `birds-data` holds it.',
    }),
  );
});
