import fs from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { digestOf } from '../digest/canonical.js';
import { conditionExamples } from '../spec/conditions.js';
import { damageFile, temporaryFolders } from '../testing/caches.js';
import { exampleManifest } from '../testing/manifests.js';
import { fsckResults } from './fsck/fsck-results.js';
import { readResults, recordResults, resultFileName } from './results.js';

const folders = temporaryFolders();
afterEach(() => folders.remove());

const conditions = ['base', 'base(3x)', 'S2T', 'S2T(reinitialised)'];
const manifests = conditions.map((condition) => exampleManifest({ id: digestOf(condition), condition }));
const byId = [...manifests].sort((a, b) => (a.id < b.id ? -1 : 1));

describe('recorded results', () => {
  it('are read as they were recorded, ordered by id, whatever the order', () => {
    const folder = join(folders.make(), 'a', 'results');
    recordResults(folder, manifests);
    expect(readResults(folder)).toEqual(byId);
    recordResults(folder, [...manifests].reverse());
    expect(readResults(folder)).toEqual(byId);
    expect(fs.readdirSync(folder)).toHaveLength(manifests.length);
  });

  it('replace those that were there, and nothing else', () => {
    const folder = folders.make();
    recordResults(folder, manifests);
    fs.writeFileSync(join(folder, 'README.md'), 'x');
    fs.writeFileSync(join(folder, 'package.json'), '{}');
    recordResults(folder, manifests.slice(0, 2));
    expect(fs.readdirSync(folder).sort()).toEqual(
      ['README.md', 'package.json', ...manifests.slice(0, 2).map(resultFileName)].sort(),
    );
    fs.rmSync(join(folder, 'package.json'));
    recordResults(folder, []);
    expect(readResults(folder)).toEqual([]);
    recordResults(join(folder, 'never', 'made'), []);
  });

  it('that are damaged are named', () => {
    const folder = folders.make();
    recordResults(folder, manifests);
    const path = join(folder, resultFileName(manifests[3]!));
    damageFile(path);
    expect(() => readResults(folder)).toThrow(
      expect.objectContaining({ code: 'SB_MANIFEST_DAMAGED', exitCode: 1, message: expect.stringContaining(path) }),
    );
  });

  it.skipIf(process.platform === 'win32')('that are a link to a device are damaged, and are not read', async () => {
    const folder = folders.make();
    fs.symlinkSync('/dev/zero', join(folder, 'r0-5-base-00000000.json'));
    expect(() => readResults(folder)).toThrow(expect.objectContaining({ code: 'SB_MANIFEST_DAMAGED' }));
    const { findings } = await fsckResults(folder, []);
    expect(findings).toMatchObject([{ kind: 'damaged', path: 'r0-5-base-00000000.json' }]);
  });

  it('that are not there, or cannot be written, are an error that says where', () => {
    const folder = folders.make();
    fs.writeFileSync(join(folder, 'file'), '');
    for (const wrong of ['nowhere', 'file', 'file/results']) {
      expect(() => readResults(join(folder, wrong))).toThrow(
        expect.objectContaining({ code: 'SB_RESULTS_NOT_FOUND', exitCode: 2, message: expect.stringContaining(wrong) }),
      );
    }
    expect(() => recordResults(join(folder, 'file', 'results'), manifests)).toThrow(
      expect.objectContaining({ code: 'SB_STORE_WRITE', exitCode: 4 }),
    );
  });
});

describe('the name of a recorded result', () => {
  it('says what it is', () => {
    const id = digestOf('x');
    const name = (changes: object) => resultFileName(exampleManifest({ id, ...changes })).replace(id.slice(0, 8), '#');
    expect(name({ condition: 'S2T(reinitialised)', replicate: 3, images: 25 })).toBe('r3-25-S2T_reinitialised_-#.json');
    expect(name({ condition: 'base(3x)' })).toBe('r0-5-base_3x_-#.json');
    expect(name({ condition: null, role: 'source', images: 100 })).toBe('r0-source-#.json');
  });

  it('is its own for each condition, size and replicate, also where case does not count, without help from the id', () => {
    const names = conditionExamples.flatMap((condition) =>
      [5, 51].flatMap((images) =>
        [1, 11].map((replicate) => resultFileName(exampleManifest({ condition, images, replicate }))),
      ),
    );
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(conditionExamples.length * 4);
  });

  it('is safe as a file name and recognised as ours, whatever a condition is called', () => {
    const folder = folders.make();
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (condition) => {
        const name = resultFileName(exampleManifest({ condition }));
        expect(name).toMatch(/^r0-5-[A-Za-z0-9_]*-[0-9a-f]{8}\.json$/);
      }),
      { numRuns: 50, seed: 15, examples: [['../../x'], [''], ['a\0é\n']] },
    );
    recordResults(folder, [exampleManifest({ condition: '' })]);
    recordResults(folder, []);
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
