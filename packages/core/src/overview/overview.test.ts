import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Content, GivenExample, Part } from '../dataset/contract.js';
import { openPacked } from '../dataset/packed-reader.js';
import { temporaryFolders } from '../testing/caches.js';
import { exampleRow, exampleRows, packContent } from '../testing/example.js';
import type { Duplicates } from './duplicates.js';
import { overviewOf } from './overview.js';

const folders = temporaryFolders();
afterEach(() => folders.remove());

async function overviewOfContent(content: Content, onProgress?: (done: number, total: number) => void) {
  const path = join(folders.make(), 'set.packed');
  await packContent(path, content);
  const dataset = openPacked(path);
  const overview = overviewOf(dataset, onProgress);
  dataset.close();
  return overview;
}

const found = (all: readonly Pick<Duplicates, 'kind' | 'parts' | 'examples' | 'of' | 'groups'>[]) =>
  Object.fromEntries(
    all.map(({ kind, parts, examples, of, groups }) => [[kind, ...parts].join(' '), [examples, of, groups]]),
  );

/** Pictures of 2 x 2 pixels; each letter is another one, and `-` one of a single color. */
function pictures(layout: Readonly<Partial<Record<Part, readonly string[]>>>, notes: readonly string[] = []): Content {
  const all = Object.entries(layout).flatMap(([part, classes]) =>
    classes.flatMap((letters, index) =>
      [...letters].map((letter): GivenExample => {
        const value = letter === '-' ? 0 : letter.charCodeAt(0);
        return { part: part as Part, class: index, values: Uint8Array.of(value, 0, 0, letter === '-' ? 0 : 255) };
      }),
    ),
  );
  return {
    inputs: { shape: [2, 2, 1], type: 'uint8' },
    classes: ['bag', 'coat'],
    async examples(add) {
      for (const example of all) add(example);
      return notes;
    },
  };
}

describe('the overview of images', () => {
  it('finds copies within a part, across parts and across classes', async () => {
    const overview = await overviewOfContent(
      pictures({ train: ['aabcd', 'bef'], test: ['axy', 'z'], validation: ['q', 'zf'] }),
    );
    expect(found(overview.duplicates)).toEqual({
      'repeated train': [2, 8, 2],
      'repeated test': [0, 4, 0],
      'repeated validation': [0, 3, 0],
      'shared train test': [1, 4, 1],
      'shared train validation': [1, 3, 1],
      'shared test validation': [1, 3, 1],
      contradicting: [2, 15, 1],
    });
    const leak = overview.duplicates.find(({ parts }) => parts.join() === 'train,test');
    expect(leak?.shown[0]).toMatchObject({ examples: 3, members: [{ part: 'train', classIndex: 0, item: 0 }, { part: 'test', classIndex: 0, item: 0 }, { part: 'train', item: 1 }] }); // prettier-ignore
    expect(leak?.shown[0]?.members[0]?.picture).toEqual({ image: { height: 2, width: 2, channels: 1 }, pixels: Uint8Array.of(97, 0, 0, 255) }); // prettier-ignore
    expect(overview.unusual.join('\n')).toContain(
      '1 of 4 test examples is in the training part, too: what is measured there was learned.',
    );
  });

  it('shows examples of each class and part, and what is unusual', async () => {
    const many = Array.from({ length: 26 }, (_, at) => String.fromCharCode(300 + at)).join('');
    const content = pictures({ train: [many, 'a-'], test: ['xyzuvwt', 'r'] }, ['Two were left out.']);
    const overview = await overviewOfContent(content);
    const shown = overview.samples.map(({ part, classIndex, item }) => `${part} ${classIndex} ${item}`);
    expect(shown).toEqual([0, 4, 8, 13, 17, 21].map((item) => `train 0 ${item}`).concat([0, 1, 2, 3, 4, 5].map((item) => `test 0 ${item}`), ['train 1 0', 'train 1 1', 'test 1 0'])); // prettier-ignore
    expect(overview.blank).toMatchObject([{ part: 'train', classIndex: 1, item: 1 }]);
    expect(overview.unusual).toEqual([
      'Two were left out.',
      'Few training examples: class "coat" (2).',
      expect.stringContaining('unevenly spread over 2 classes'),
      '1 example has the same value everywhere.',
    ]);
  });

  it('says how far it is, and finds nothing where nothing is', async () => {
    const told: number[][] = [];
    const letters = (from: number) => Array.from({ length: 40 }, (_, at) => String.fromCharCode(from + at)).join('');
    const content = pictures({ train: [letters(97), letters(137)] });
    const overview = await overviewOfContent(content, (...each) => told.push(each));
    expect(overview.unusual).toEqual([]);
    expect(told).toEqual([[64, 80]]);
    expect(overview.columns).toMatchObject({ of: 'channel', count: 1, parts: [{ part: 'train', summaries: [{ count: 320, least: 0, most: 255 }] }] }); // prettier-ignore
  });
});

describe('the overview of rows', () => {
  it('summarizes columns and numbers to be predicted, part by part', async () => {
    const overview = await overviewOfContent(exampleRows());
    const { parts, ...columns } = overview.columns;
    expect(columns).toEqual({ of: 'column', count: 3, shown: 3 });
    expect(parts.map(({ part }) => part)).toEqual(['train', 'test', 'validation']);
    expect(parts[0]?.summaries[1]).toMatchObject({ count: 8, least: -7, most: expect.closeTo(0), mean: -3.5 });
    expect(parts[0]?.summaries[1]?.deviation).toBeCloseTo(Math.sqrt(5.25), 12);
    expect(overview.targets[1]?.summaries[0]).toMatchObject({ count: 4, least: 150, most: 154.5, mean: 152.25 });
    const { values, targets, group } = exampleRow('test', 1);
    expect(overview.samples).toContainEqual({ part: 'test', classIndex: 0, item: 1, picture: null, values: [...values], targets: [...targets], group }); // prettier-ignore
    expect(overview.unusual).toEqual(['One is odd.']);
  });

  it('calls columns by their names, where they have any', async () => {
    const content = exampleRows({ change: (all) => all.map((each, at) => ({ ...each, values: Float32Array.of(2, at, 3) })) }); // prettier-ignore
    const { unusual } = await overviewOfContent({ ...content, columns: ['age', 'height', 'sex=f'] });
    expect(unusual).toContain('The same number in every example: columns "age" and "sex=f".');
  });

  it('finds constant columns, other answers of equal rows, and groups on two sides', async () => {
    const change = (all: GivenExample[]) =>
      all.map((example, at): GivenExample => ({
        ...example,
        values: Float32Array.of(at < 2 ? 0 : at, 3, at),
        targets: Float32Array.of(at, 1),
        group: at === 13 ? 0 : example.group!,
      })).map((example, at) => (at === 1 ? { ...example, values: Float32Array.of(0, 3, 0) } : example)); // prettier-ignore
    const { duplicates, unusual } = await overviewOfContent(exampleRows({ change, notes: [] }));
    expect(found(duplicates)).toMatchObject({ 'repeated train': [1, 8, 1], contradicting: [2, 14, 1] });
    expect(unusual).toEqual([
      '1 of 8 training examples repeats another one.',
      '2 of 14 examples have the same inputs as another one with another answer.',
      'Examples of one group are in more than one part: group 0.',
      'The same number in every example: column 2.',
      'The same number to be predicted in every example: weight.',
    ]);
  });
});
