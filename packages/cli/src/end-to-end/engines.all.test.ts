import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { labelOf, type Manifest, RunStore, seal } from '@seedbed/core';
import { expect, inject, it } from 'vitest';
import { seedbed } from '../testing/seedbed.js';
import { copyOf, manifestsOf } from '../testing/stores.js';
import { temporaryFolder, tinyFolder } from '../testing/tiny.js';

const folder = tinyFolder();

it(
  'runs of several engines are no result until a verification showed that these give the same numbers',
  { timeout: 600_000 },
  async () => {
    // prettier-ignore
    const store = copyOf(inject('finished'));
    const other = manifestsOf(store).find(({ at }) => at['condition'] === 'base' && at['size'] === '2') as Manifest;
    const label = labelOf(other);
    new RunStore(store).write(seal({ ...other, code: { ...other.code, engine: 'f0'.repeat(32) } }));

    const refused = await seedbed(['record', folder, '--store', store]);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('SB_RECORD_ENGINES')]);
    expect(refused.stderr).toContain(`f0f0f0f0f0f0 (1 run: ${label})`);
    expect(existsSync(join(folder, 'results.jsonl'))).toBe(false);
    const page = join(temporaryFolder(), 'report.html');
    await seedbed(['report', folder, '--results', store, '--out', page]);
    expect(readFileSync(page, 'utf8')).toContain(`1 run by sources f0f0f0f0f0f0 (${label})`);

    const verified = await seedbed(['verify', folder, '--results', store, '--filter', label, '--record']);
    expect(verified.code, verified.stderr).toBe(0);
    const recorded = await seedbed(['record', folder, '--store', store]);
    expect(recorded.code, recorded.stderr).toBe(0);
    const { stderr } = await seedbed(['report', folder, '--out', page]);
    expect(readFileSync(page, 'utf8')).not.toContain('different engine sources');
    expect(readFileSync(page, 'utf8')).toContain('every one came out as promised');
    expect(stderr).not.toContain('other engine sources');
  },
);
