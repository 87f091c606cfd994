import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { temporaryFolders } from '../testing/caches.js';
import { exampleCounts, exampleDescription, exampleImages, examplePixels, exampleRow, exampleRows, packContent, rowCounts } from '../testing/example.js'; // prettier-ignore
import type { Content, GivenExample } from './contract.js';

const folders = temporaryFolders();
afterAll(() => folders.remove());

const fingerprintOf = async (content: Content, description = exampleDescription) =>
  (await packContent(join(folders.make(), 'x'), content, description)).fingerprint;

const sha256 = (...parts: readonly (string | NodeJS.ArrayBufferView)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

describe('a fingerprint', () => {
  test('of images with classes and two parts is that of contract 1', async () => {
    // Computed with contract 1: every recorded manifest names a fingerprint of this recipe.
    const frozen = 'eeb1f82f8195039e9ea97a1603cc056018592d001f5ea28e926c7cd4f482e3e4';
    expect(await fingerprintOf(exampleImages())).toBe(frozen);
    const { train, test: tested } = exampleCounts;
    const pixels = [['train', train], ['test', tested]] as const; // prettier-ignore
    const all = pixels.flatMap(([part, counts]) => counts.flatMap((count, label) => Array.from({ length: count }, (_, item) => examplePixels(part, label, item)))); // prettier-ignore
    // Keys in alphabetical order, without blanks: canonical JSON.
    const text = `{"classes":["a","b","c"],"counts":{"test":[1,2,3],"train":[4,3,2]},"image":{"channels":3,"height":2,"width":2},"pixels":"${sha256(...all)}"}`; // prettier-ignore
    expect(sha256(text)).toBe(frozen);
  });

  test('of rows with targets, groups and a validation part is as docs/plugins.md says', async () => {
    const all = (['train', 'test', 'validation'] as const).flatMap((part) => Array.from({ length: rowCounts[part] }, (_, item) => exampleRow(part, item))); // prettier-ignore
    const numbers = sha256(...all.map(({ targets }) => targets));
    const groups = sha256(Uint32Array.from(all, ({ group }) => group));
    const values = sha256(...all.map((row) => row.values));
    const text = `{"counts":{"test":[4],"train":[8],"validation":[2]},"groups":"${groups}","inputs":{"shape":[3],"type":"float32"},"numbers":"${numbers}","targets":[{"name":"length","unit":"mm"},{"name":"weight"}],"values":"${values}"}`; // prettier-ignore
    expect(await fingerprintOf(exampleRows())).toBe(sha256(text));
  });

  test('does not move with names of columns, notes, origin, version or options', async () => {
    const other = { ...exampleDescription, plugin: 'other', origin: 'elsewhere', version: '9', options: { a: 1 }, skipDamaged: true }; // prettier-ignore
    const named = { ...exampleRows({ notes: ['Another remark.'] }), columns: ['age', 'color=red', 'color=red'] };
    expect(await fingerprintOf(named, other)).toBe(await fingerprintOf(exampleRows()));
  });

  test('is another one for whatever a run could learn from', async () => {
    const changed = (content: typeof exampleRows, change: (example: GivenExample) => Partial<GivenExample>) =>
      content({ change: (all) => all.map((example, index) => (index === 3 ? { ...example, ...change(example) } : example)) }); // prettier-ignore
    const rows = exampleRows();
    const images = exampleImages();
    const flipped = ({ values }: GivenExample) => {
      const other = values.slice();
      other[2] = (other[2] as number) + 1;
      return { values: other };
    };
    const contents: Content[] = [
      images,
      changed(exampleImages, flipped),
      changed(exampleImages, () => ({ class: 1 })),
      changed(exampleImages, () => ({ part: 'validation' })),
      { ...images, classes: ['a', 'b', 'other'] },
      { ...images, inputs: { shape: [4, 1, 3], type: 'uint8' } },
      { ...images, inputs: { shape: [12], type: 'uint8' } },
      { ...images, grouped: true, examples: (add) => images.examples((each) => add({ ...each, group: 0 })) },
      rows,
      changed(exampleRows, flipped),
      changed(exampleRows, ({ targets }) => ({ targets: [targets![0]!, 9] })),
      changed(exampleRows, ({ group }) => ({ group: group! + 1 })),
      changed(exampleRows, () => ({ part: 'validation' })),
      { ...rows, grouped: false },
      { ...rows, targets: [{ name: 'length', unit: 'cm' }, { name: 'weight' }] },
      { inputs: rows.inputs, grouped: true, examples: rows.examples },
      { inputs: rows.inputs, examples: rows.examples },
    ];
    const all = await Promise.all(contents.map((content) => fingerprintOf(content)));
    expect(new Set(all).size).toBe(contents.length);
  });
});
