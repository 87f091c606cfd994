import { describe, expect, test } from 'vitest';
import type { Dataset } from '../dataset/contract.js';
import { openOrPack } from '../dataset/packed.js';
import { temporaryFolders } from './caches.js';
import { checks } from './checks.js';
import { datasetConformance } from './conformance.js';
import { exampleDescription, exampleImages } from './example.js';
import plugin from './example-plugin.js';
import { checkDamage, checkSecondPacking } from './reopening.js';

datasetConformance(plugin, {
  module: new URL('./example-plugin.js', import.meta.url),
  examples: [
    { part: 'train', class: 'a', item: 0, digest: '8245feb5d883d0e9' },
    { part: 'train', class: 'b', item: 1, digest: '68bee71041304f64' },
    { part: 'train', class: 'c', item: 1, digest: 'b1201014b8742bc9' },
  ],
  unbalanced: true,
  fingerprint: 'eeb1f82f8195039e9ea97a1603cc056018592d001f5ea28e926c7cd4f482e3e4',
});

describe('the kit notices', () => {
  const folders = temporaryFolders();
  const good = () => plugin.open({}, { cacheDir: folders.make() });
  const progress = [[15, 15]] as const;

  const broken: [string, string, (dataset: Dataset) => Partial<Dataset>][] = [
    ['a class that is there twice', 'has classes', () => ({ classes: ['a', 'b', 'a'] })],
    ['counts that do not fit the classes', 'has classes', () => ({ counts: { train: [1], test: [1, 2, 3] } })],
    ['an empty class', 'has classes', () => ({ counts: { train: [4, 0, 2], test: [1, 2, 3] } })],
    ['a note that is no sentence', 'has notes', () => ({ notes: ['x'] })],
    ['a fingerprint of something else', 'has the fingerprint', () => ({ fingerprint: '0'.repeat(64) })],
    [
      'random pixels',
      'gives the same pixels twice',
      // eslint-disable-next-line no-restricted-properties -- what a plugin must not do
      () => ({ readImage: (...[, , , to]) => void (to[0] = Math.random() * 256) }),
    ],
    ['a missing bounds check', 'refuses a class', () => ({ readImage: () => undefined })],
    ['an ignored offset', 'writes where', (it) => ({ readImage: (part, c, i, to) => it.readImage(part, c, i, to, 0) })],
  ];
  test.each(broken)('%s', async (_, name, change) => {
    const dataset = await good();
    const check = checks.find((candidate) => candidate.name.startsWith(name))!;
    check.run({ plugin, options: {}, dataset, progress });
    const changed = { ...dataset, ...change(dataset) };
    expect(() => check.run({ plugin, options: {}, dataset: changed, progress })).toThrow();
    folders.remove();
  });

  test('another data set when packed again', async () => {
    const other = { ...exampleDescription, classes: ['a', 'b', 'other'] };
    const open = (cacheDir: string) => openOrPack(cacheDir, other, exampleImages());
    await expect(checkSecondPacking(await good(), open, folders.make())).rejects.toThrow('the fingerprint differs');
    folders.remove();
  });

  test('damage that goes unnoticed', async () => {
    const cacheDir = folders.make();
    const dataset = await plugin.open({}, { cacheDir });
    const careless = async () => ({ ...dataset, readImage: (): void => undefined });
    await expect(checkDamage(dataset, careless, cacheDir)).rejects.toThrow('the damage went unnoticed');
    folders.remove();
  });
});
