import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';
import type { DatasetPlugin } from '../dataset/contract.js';
import { datasetConformance } from './conformance.js';

/* The plugin of docs/plugins.md, as it is written there, keeps the contract: rows of numbers, a target, groups. */

const root = fs.mkdtempSync(join(tmpdir(), 'seedbed-plugins-page-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

const here = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
fs.symlinkSync(here('node_modules'), join(root, 'node_modules'));
const [, source] = /```js\n([^]*?)```/.exec(fs.readFileSync(here('docs/plugins.md'), 'utf8')) as unknown as [string, string]; // prettier-ignore
const file = join(root, 'plugin.mjs');
fs.writeFileSync(file, source);
const module = pathToFileURL(file);
const { default: plugin } = (await import(/* @vite-ignore */ module.href)) as { default: DatasetPlugin };

const rows = Array.from({ length: 30 }, (_, index) => [index % 7, 20 + ((index * 11) % 60), 50.5 + index, 110 + ((index * 13) % 50)]); // prettier-ignore
const dataDir = join(root, 'pressure.csv');
fs.writeFileSync(dataDir, rows.map((row) => row.join()).join('\n'));

datasetConformance(plugin, {
  module,
  context: { dataDir },
  examples: [0, 1, 29].map((item) => {
    const digest = createHash('sha256').update(Float32Array.from(rows[item]!.slice(1))).digest('hex'); // prettier-ignore
    return { part: 'train', item, digest };
  }),
});
