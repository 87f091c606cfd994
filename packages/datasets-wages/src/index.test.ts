import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataset } from '@seedbed/core';
import { expect, test } from 'vitest';
import { columns } from './columns.js';
import plugin from './index.js';

// Computed in Python from another copy of the survey (README.md): it confirms every number, and what each column is.
test('all 534 rows: every recorded manifest names this fingerprint', async () => {
  const cacheDir = mkdtempSync(join(tmpdir(), 'seedbed-wages-'));
  try {
    const dataset = await openDataset(plugin, {}, { cacheDir });
    dataset.close();
    expect(dataset).toMatchObject({
      fingerprint: 'a780a5a67e4b3d7639e6222c92092a8d0a35119b5d474e68cde69e6607b051ab',
      targets: [{ name: 'wage', unit: 'USD/h' }],
      columns: columns.map(({ name }) => name),
      counts: { train: [534], test: [0] },
      notes: [],
    });
  } finally {
    rmSync(cacheDir, { recursive: true });
  }
});
