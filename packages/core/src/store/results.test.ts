import fs from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import { manifestText } from '../manifest/seal.js';
import { damageFile, temporaryFolders } from '../testing/caches.js';
import { exampleManifest } from '../testing/manifests.js';
import { fsckResults } from './fsck/fsck-results.js';
import { readResultLines, readResults, recordResults, resultLines, resultsFile } from './results.js';

const folders = temporaryFolders();
afterEach(() => folders.remove());

const manifests = ['base', 'FTall', 'S1T', 'S2T'].map((condition) => exampleManifest({ id: digestOf(condition), at: { condition } })); // prettier-ignore
const byId = [...manifests].sort((a, b) => (a.id < b.id ? -1 : 1));
const fileIn = (...folder: string[]) => join(folders.make(), ...folder, resultsFile);

describe('recorded results', () => {
  it('are one file, a manifest a line, ordered by id, whatever the order in which they came', () => {
    const file = fileIn('a', 'b');
    recordResults(file, manifests);
    expect(readResults(file)).toEqual(byId);
    const text = fs.readFileSync(file, 'utf8');
    expect(text).toBe(byId.map(manifestText).join(''));
    fc.assert(
      fc.property(fc.shuffledSubarray(manifests, { minLength: manifests.length }), (shuffled) => {
        recordResults(file, shuffled);
        expect(fs.readFileSync(file, 'utf8')).toBe(text);
      }),
      { numRuns: 10, seed: 15 },
    );
  });

  it('are read with their places, line by line', () => {
    const file = fileIn();
    recordResults(file, manifests);
    expect([...readResultLines(file)]).toEqual(byId.map((manifest, index) => [manifest, `${file}:${index + 1}`]));
    expect(resultLines(file).map(({ line, text }) => [line, `${text}\n`])).toEqual(byId.map((manifest, index) => [index + 1, manifestText(manifest)])); // prettier-ignore
  });

  it('replace those that were there, and nothing else', () => {
    const file = fileIn();
    recordResults(file, manifests);
    fs.writeFileSync(join(file, '..', 'README.md'), 'x');
    recordResults(file, manifests.slice(0, 2));
    expect(readResults(file)).toHaveLength(2);
    expect(fs.readdirSync(join(file, '..')).sort()).toEqual(['README.md', resultsFile]);
    recordResults(file, []);
    expect([readResults(file), fs.readFileSync(file, 'utf8')]).toEqual([[], '']);
  });

  it('that are damaged are named with their line', () => {
    const file = fileIn();
    const refused = (line: number) => expect.objectContaining({ code: 'SB_MANIFEST_DAMAGED', exitCode: 1, message: expect.stringContaining(`${file}:${line}: `) as string }); // prettier-ignore
    const lines = byId.map(manifestText);
    for (const [at, line] of lines.entries()) {
      const swapped = line.replace('"stage":"target"', '"stage":"source"');
      fs.writeFileSync(file, lines.with(at, swapped).join(''));
      expect(() => readResults(file)).toThrow(refused(at + 1));
      expect(resultLines(file).filter(({ manifest }) => typeof manifest === 'string').map((each) => each.line)).toEqual([at + 1]); // prettier-ignore
    }
    recordResults(file, manifests);
    damageFile(file);
    expect(() => readResults(file)).toThrow(expect.objectContaining({ code: 'SB_MANIFEST_DAMAGED' }));
  });

  it('that were cut short, or have an empty line, are damaged', () => {
    const file = fileIn();
    const text = byId.map(manifestText).join('');
    const found = () => resultLines(file).filter(({ manifest }) => typeof manifest === 'string').map(({ line, manifest }) => [line, manifest]); // prettier-ignore
    for (const cut of [1, 2, 500]) {
      fs.writeFileSync(file, text.slice(0, -cut));
      expect(found()).toEqual([[4, 'the file ends within a line']]);
      expect(() => readResults(file)).toThrow(`${file}:4: the file ends within a line`);
    }
    fs.writeFileSync(file, `\n${text}`);
    expect(found()).toEqual([[1, 'not a readable JSON file']]);
    fs.writeFileSync(file, text.replaceAll('\n', '\r\n'));
    expect(found()).toHaveLength(4);
    fs.writeFileSync(file, `\ufeff${text}`);
    expect(found()).toEqual([[1, expect.any(String)]]);
  });

  it.skipIf(process.platform === 'win32')('that are a link to a device are none, and are not read', () => {
    const file = fileIn();
    fs.symlinkSync('/dev/zero', file);
    expect(() => readResults(file)).toThrow(expect.objectContaining({ code: 'SB_RESULTS_NOT_FOUND' }));
    expect(() => fsckResults(file)).toThrow(expect.objectContaining({ code: 'SB_RESULTS_NOT_FOUND' }));
  });

  it.skipIf(process.platform === 'win32')('that are a link to nowhere say where it leads', () => {
    const file = fileIn();
    fs.symlinkSync('nowhere', file);
    expect(() => readResults(file)).toThrow(expect.objectContaining({ message: expect.stringContaining('nowhere') as string })); // prettier-ignore
  });

  it('that are not there, or cannot be written, are an error that says where', () => {
    const folder = folders.make();
    fs.writeFileSync(join(folder, 'file'), '');
    for (const wrong of ['nowhere', '.', 'file/results.jsonl']) {
      expect(() => readResults(join(folder, wrong))).toThrow(
        expect.objectContaining({ code: 'SB_RESULTS_NOT_FOUND', exitCode: 2, message: expect.stringContaining(join(folder, wrong)) as string }), // prettier-ignore
      );
    }
    expect(readResults(join(folder, 'file'))).toEqual([]);
    expect(() => recordResults(join(folder, 'file', resultsFile), manifests)).toThrow(
      expect.objectContaining({ code: 'SB_STORE_WRITE', exitCode: 4 }),
    );
  });
});
