import fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFolder } from '../testing/index.js';
import { asideOf } from './aside.js';
import { folderFiles, listFolder } from './folder.js';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'seedbed-folder-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const refusal = (message: RegExp, hint: RegExp) => ({
  code: 'SB_DATA_UNREACHABLE',
  exitCode: 1,
  message: expect.stringMatching(message),
  hint: expect.stringMatching(hint),
});
const listing = () => {
  try {
    return listFolder(folder);
  } catch (error) {
    return error;
  }
};

test('links that lead nowhere are counted, and the first ones named', () => {
  writeFolder(folder, { 'rose/0.jpg': 'x' });
  for (let item = 1; item <= 7; item++) fs.symlinkSync(`../.annex/${item}`, join(folder, `rose/${item}.jpg`));
  expect(listing()).toMatchObject(
    refusal(/7 names .* a link that leads nowhere: rose\/1\.jpg, .*rose\/5\.jpg and 2 more$/, /git annex get/),
  );
});

test('one link that leads nowhere is named', () => {
  fs.symlinkSync('nowhere', join(folder, 'a.jpg'));
  expect(listing()).toMatchObject(refusal(/: a\.jpg is a link that leads nowhere$/, /links/));
});

test('what a cloud drive took off the disk is absent, not hidden', () => {
  writeFolder(folder, { 'rose/.3.jpg.icloud': 'x' });
  expect(listing()).toMatchObject(refusal(/rose\/\.3\.jpg\.icloud is not downloaded/, /cloud drive/));
});

test('a name that is no file and no folder is named', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(folder, 'a.jpg'), resolve));
  expect(listing()).toMatchObject(refusal(/a\.jpg is neither a file nor a folder/, /Take/));
  await new Promise((resolve) => server.close(resolve));
});

// Other systems refuse to make such a name.
test.skipIf(process.platform !== 'linux')('a name that is not UTF-8 is said to be one', () => {
  fs.writeFileSync(Buffer.concat([Buffer.from(`${folder}/k`), Buffer.from([0xe4]), Buffer.from('se.jpg')]), 'x');
  expect(listing()).toMatchObject(refusal(/is a name that is not UTF-8/, /Rename/));
});

test('hidden folders and those that programs left are not entered, whatever is in them', () => {
  writeFolder(folder, {
    'rose/1.jpg': 'x',
    'rose/@eaDir/1.jpg/SYNOPHOTO_THUMB_M.jpg': 'x',
    'rose/.ipynb_checkpoints/1-checkpoint.jpg': 'x',
    '#recycle/1.jpg': 'x',
    'LOST+FOUND/1.jpg': 'x',
    'rose/Desktop.ini': 'x',
    'rose/.DS_Store': 'x',
    '.git/config': 'x',
  });
  fs.symlinkSync('nowhere', join(folder, '.git/annex'));
  fs.symlinkSync('.', join(folder, '.git/self'));
  const { stamps, aside } = listFolder(folder);
  expect(stamps.map(({ name }) => name)).toEqual(['rose/1.jpg']);
  expect(aside).toEqual(['#recycle/', '.git/', 'LOST+FOUND/', 'rose/.DS_Store', 'rose/.ipynb_checkpoints/', 'rose/@eaDir/', 'rose/Desktop.ini']); // prettier-ignore
});

test('folders without files are named, those that hold only hidden files too', () => {
  writeFolder(folder, { 'rose/1.jpg': 'x', 'iris/.DS_Store': 'x', 'tulip/.git/config': 'x' });
  fs.mkdirSync(join(folder, 'daisy/small'), { recursive: true });
  expect(listFolder(folder).empty).toEqual(['daisy/', 'daisy/small/', 'iris/', 'tulip/']);
});

test('links to files and folders are followed, a folder that links to itself is refused', () => {
  writeFolder(folder, { 'a/1.jpg': 'x' });
  fs.symlinkSync('a', join(folder, 'b'));
  fs.symlinkSync('a/1.jpg', join(folder, 'c.jpg'));
  expect(folderFiles(folder, listFolder(folder)).names).toEqual(['a/1.jpg', 'b/1.jpg', 'c.jpg']);
  fs.symlinkSync('.', join(folder, 'self'));
  expect(listing()).toMatchObject({ code: 'SB_DATA_LAYOUT', message: expect.stringMatching(/does it link to itself/) });
});

test.each(['FOUND.000', '_thumbs', '_vti_cnf', '@SynoEAStream'])('a folder %s is left alone', (name) => {
  expect(asideOf(`rose/${name}/1.jpg`)).toBe(`rose/${name}/`);
});
