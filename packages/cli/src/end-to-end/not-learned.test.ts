import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedbed } from '../testing/seedbed.js';
import { newStore } from '../testing/stores.js';
import { temporaryFolder, tinyFolder } from '../testing/tiny.js';

/** One filter of one pixel: in replicate 3 its ReLU is dead, and nothing that comes after it sees the images. */
const changes = {
  'replicates: 2': 'replicates: { first: 2, count: 2 }',
  'classes: { source: 3, target: 3 }': 'classes: { source: 2, target: 4 }',
  'levels: [2, 4]': 'levels: [10]',
  '[{ conv: 2 }': '[{ conv: { filters: 1, kernelSize: 1 } }',
  '{ dense: 4 }': '{ dense: 8 }',
  'batchSize: 4': 'batchSize: 10',
  '2: 5, 4: 6': '10: 120',
  'evaluations: 2': 'evaluations: 4',
  // With one size nothing falls or rises.
  '    over: size\n    test: { trend: { direction: falling, plus: { condition: FTall }, minus: { condition: base } } }':
    '    test: { contrasts: [{ plus: { condition: FTall }, minus: { condition: base } }] }',
};
const caution = 'caution: r3 target at condition base did not learn: it takes every test example for "Dress"; its training loss never fell far below ln 4 = 1.39 (1.39 at the end)\n'; // prettier-ignore

describe('a network that does not learn', () => {
  it('is named by run, status, claims and report, and others are not', async () => {
    const [spec, store] = [tinyFolder(changes), newStore()];
    const ran = await seedbed([
      'run',
      spec,
      '--store',
      store,
      '--backend',
      'wasm',
      '--filter',
      '*condition base*',
      '--json',
    ]);
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining(caution)]);
    const named = [
      expect.objectContaining({ label: 'r3 target at condition base', signs: [expect.anything(), expect.anything()] }),
    ];
    expect(JSON.parse(ran.stdout)).toMatchObject({ notLearned: named });
    for (const words of [['status', spec, '--store', store], ['claims', spec, '--results', store]]) {
      const { code, stdout, stderr } = await seedbed([...words, '--json']);
      expect([code, stderr]).toEqual([0, expect.stringContaining(caution)]);
      expect(JSON.parse(stdout)).toMatchObject({ notLearned: named, uneven: null });
    } // prettier-ignore
    const out = join(temporaryFolder(), 'report.html');
    expect(await seedbed(['report', spec, '--results', store, '--out', out])).toMatchObject({ code: 0 });
    const page = readFileSync(out, 'utf8');
    expect(page).toContain('<strong>1 run did not learn.</strong>');
    expect(page).toContain('r3 target at condition base: it takes every test example for');
  });
});
