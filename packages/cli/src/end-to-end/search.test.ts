import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { documentOf, run, seedbed } from '../testing/seedbed.js';
import { newStore } from '../testing/stores.js';
import { tinyFolder } from '../testing/tiny.js';

const folder = tinyFolder({
  'learningRate: 0.05': 'learningRate: $rate',
  'claims:\n':
    'search: { values: { rate: [0.05, 0.0001] }, per: [size], replicates: { first: 100, count: 1 }, by: validation.accuracy }\nclaims:\n',
});
const file = join(folder, 'experiment.choices.yaml');
const store = newStore();

it('a search is run first, chooses from what is stored, and the results are planned with what it chose', async () => {
  const plan = () => seedbed(['plan', folder, '--store', store, '--backend', 'wasm']);
  expect((await plan()).stdout).toContain('seedbed search chooses from them');

  const early = await seedbed(['search', folder, '--store', store]);
  expect([early.code, early.stderr]).toEqual([2, expect.stringContaining('SB_SEARCH_INCOMPLETE')]);
  expect(existsSync(file)).toBe(false);

  const searched = await run(folder, store);
  // Two rates: a run of the stage source and six of target each.
  expect([searched.code, documentOf(searched).trained.length], searched.stderr).toEqual([0, 14]);
  const chosen = await seedbed(['search', folder, '--store', store, '--json']);
  expect(chosen.code, chosen.stderr).toBe(0);
  expect(JSON.parse(chosen.stdout)).toMatchObject({
    file,
    by: 'validation.accuracy',
    chosen: [{ at: { size: '2' }, values: { rate: expect.any(Number) } }, { at: { size: '4' }, values: { rate: expect.any(Number) } }], // prettier-ignore
  });
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^# Written by seedbed search from experiment\.yaml: .*\n- \{ at: \{ size: 2 \}, values: \{ rate: 0\.\d+ \}, by: [\d.]+ \}\n/); // prettier-ignore

  const { stdout } = await plan();
  expect(stdout).toMatch(/^\d+ runs, .* measured: 14 stored, (14|16) to train$/m);
  expect((await seedbed(['search', folder, '--store', store])).stdout).toContain(`\n\nwritten to ${file}\n`);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('an experiment without a search has nothing to choose', async () => {
  const bare = tinyFolder();
  const { code, stderr } = await seedbed(['search', bare, '--store', store]);
  expect([code, stderr]).toEqual([2, expect.stringContaining('SB_SEARCH_ABSENT')]);
});

it('a file of choices that does not fit the search is refused at its line', async () => {
  const own = tinyFolder({
    'learningRate: 0.05': 'learningRate: $rate',
    'claims:\n':
      'search: { values: { rate: [0.05] }, replicates: { first: 100, count: 1 }, by: validation.accuracy }\nclaims:\n',
  });
  writeFileSync(join(own, 'experiment.choices.yaml'), '- { values: { rate: 0.5 }, by: 60 }\n');
  const { code, stderr } = await seedbed(['plan', own, '--backend', 'wasm']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('rate was searched among 0.05')]);
  expect(stderr).toContain('experiment.choices.yaml:1:');
});
