import { type Content, type GivenExample, type Part, setParts } from '../dataset/contract.js';
import { checkContent } from '../dataset/content.js';
import type { PackedHeader } from '../dataset/packed-format.js';
import { type PackedDescription, writePacked } from '../dataset/packed-writer.js';

/** What tells the example's packed file from others. */
export const exampleDescription: PackedDescription = {
  plugin: 'example',
  version: '1',
  origin: 'example@1',
  options: {},
  skipDamaged: false,
};

export const exampleCounts = { train: [4, 3, 2], test: [1, 2, 3], validation: [0, 0, 0] } as const;

/** The pixels of one image of the example: no two images are equal. */
export const examplePixels = (part: Part, classIndex: number, item: number): Uint8Array =>
  Uint8Array.from({ length: 12 }, (_, pixel) => setParts.indexOf(part) * 128 + classIndex * 40 + item * 5 + pixel * 7);

export interface ExampleSetup {
  readonly notes?: readonly string[];
  /** The examples in another order, or others. */
  readonly change?: (all: GivenExample[]) => readonly GivenExample[];
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** A set of three classes and fifteen images of 2 x 2 x 3, small enough to look at. */
export function exampleImages(setup: ExampleSetup = {}): Content {
  const all = setParts.flatMap((part) =>
    exampleCounts[part].flatMap(
      (images, classIndex) =>
      Array.from({ length: images }, (_, item): GivenExample => ({ part, class: classIndex, values: examplePixels(part, classIndex, item) })), // prettier-ignore
    ),
  );
  return { inputs: { shape: [2, 2, 3], type: 'uint8' }, classes: ['a', 'b', 'c'], examples: adding(all, setup) };
}

export const rowCounts = { train: 8, test: 4, validation: 2 } as const;

/** Inputs, numbers to be predicted and group of one row: two rows that follow each other are a group. */
export function exampleRow(part: Part, item: number) {
  const at = setParts.indexOf(part) * 100 + item;
  return {
    values: Float32Array.of(at / 3, -item, (item * item) / 7),
    targets: Float32Array.of(at * 1.5, at / 7),
    group: Math.floor(at / 2),
  };
}

/** A set of fourteen rows of three numbers, with two numbers to be predicted, groups, and a validation part of its own. */
export function exampleRows(setup: ExampleSetup = {}): Content {
  const all = setParts.flatMap((part) =>
    Array.from({ length: rowCounts[part] }, (_, item): GivenExample => ({ part, ...exampleRow(part, item) })),
  );
  const targets = [{ name: 'length', unit: 'mm' }, { name: 'weight' }];
  return { inputs: { shape: [3], type: 'float32' }, targets, grouped: true, examples: adding(all, setup) };
}

function adding(
  all: GivenExample[],
  { notes = ['One is odd.'], change, onProgress }: ExampleSetup,
): Content['examples'] {
  return async (add) => {
    const examples = change?.(all) ?? all;
    for (const [index, example] of examples.entries()) {
      add(example);
      onProgress?.(index + 1, examples.length);
    }
    return notes;
  };
}

/** Packs what a plugin would give. */
export const packContent = (path: string, content: Content, description = exampleDescription): Promise<PackedHeader> =>
  writePacked(path, description, checkContent(description.plugin, content), content.examples, (notes) => notes as string[]); // prettier-ignore
