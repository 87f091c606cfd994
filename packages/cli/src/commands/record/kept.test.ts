import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunStore } from '@seedbed/core';
import { expect, inject, it } from 'vitest';
import { seedbed } from '../../testing/seedbed.js';
import { temporaryFolder, tinyFolder, tinyRuns } from '../../testing/tiny.js';

const finished = inject('finished');

it('what another spec of the folder recorded is not removed by recording', { timeout: 120_000 }, async () => {
  const folder = tinyFolder({}, join(temporaryFolder(), 'two'));
  const results = join(folder, 'results.jsonl');
  expect((await seedbed(['record', folder, '--store', finished])).code).toBe(0);
  const before = readFileSync(results, 'utf8');
  const names = new Set(new RunStore(finished).ids().map((id) => new RunStore(finished).read(id).experiment));
  const other = join(folder, 'other.yaml');
  writeFileSync(other, 'extends: ./experiment.yaml\nname: other\nfactors: { condition: [base] }\nclaims: null\n');
  const { code, stderr } = await seedbed(['record', other, '--store', finished]);
  expect([code, stderr]).toEqual([2, expect.stringContaining('SB_RECORD_OTHER_EXPERIMENT')]);
  expect(stderr).toContain(`of the experiment "${[...names][0]}"`);
  expect(readFileSync(results, 'utf8')).toBe(before);
  // The same runs under another name are the same results.
  writeFileSync(other, 'extends: ./experiment.yaml\nname: other\n');
  const renamed = await seedbed(['record', other, '--store', finished]);
  expect([renamed.code, renamed.stdout], renamed.stderr).toEqual([0, expect.stringContaining(`${tinyRuns} manifests`)]);
});
