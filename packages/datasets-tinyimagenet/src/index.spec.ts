import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { registerDatasets, resolveDataset } from '@seedbed/core';
import { afterAll, expect, test } from 'vitest';
import plugin from './index.js';

const folder = fs.mkdtempSync(join(tmpdir(), 'seedbed-test-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

test('it registers', () => {
  expect(resolveDataset('tinyimagenet', registerDatasets([{ from: 'here', plugin }]))).toBe(plugin);
});

test('without the data it says what is missing, how to obtain it, and that it could not load it', async () => {
  const context = { cacheDir: folder };
  const hint = expect.stringMatching(/^Download .* does not load it yet\.$/);
  const error = { code: 'SB_DATA_MISSING', exitCode: 2, hint };
  await expect(plugin.open({}, context)).rejects.toMatchObject({
    ...error,
    message: 'Tiny ImageNet: no folder was given',
  });
  const message = `Tiny ImageNet: ${folder}: wnids.txt is not there`;
  await expect(plugin.open({}, { ...context, dataDir: folder })).rejects.toMatchObject({ ...error, message });
});

test('with the data it says that it cannot load them yet', async () => {
  const marker = join(folder, 'wnids.txt');
  fs.mkdirSync(dirname(marker), { recursive: true });
  fs.writeFileSync(marker, '');
  const opening = plugin.open({}, { cacheDir: folder, dataDir: folder });
  await expect(opening).rejects.toMatchObject({ code: 'SB_DATA_NOT_LOADABLE', exitCode: 2 });
});
