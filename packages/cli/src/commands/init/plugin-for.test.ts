import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { pluginFor } from './plugin-for.js';

it.each([
  [['cats/1.png', 'dogs/1.png'], 'image-folder'],
  [['train/cats/1.png', 'train/notes.txt'], 'image-folder'],
  [['train.csv', 'test.csv'], 'table'],
  [['train-images-idx3-ubyte.gz', 'README.md'], 'arrays'],
  [['train-00000-of-00001.parquet'], 'arrays'],
  [['README.md', 'data/train-00000-of-00001.parquet', 'data/test-00000-of-00001.parquet'], 'arrays'],
  [['plain_text/train-00000-of-00001-0af8e29a.parquet'], 'arrays'],
])('%j are read by %s', (names, plugin) => {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-init-'));
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  expect(pluginFor(folder)).toBe(plugin);
});
