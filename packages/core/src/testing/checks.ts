import assert from 'node:assert/strict';
import type { Dataset, DatasetPlugin } from '../dataset/contract.js';
import { imageBytes, imagesIn, partOrder } from '../dataset/packed-format.js';
import { registerDataset } from '../dataset/registry.js';
import { edgeImages, recomputeFingerprint } from './pixels.js';

/** A plugin, opened once into a fresh cache. */
export interface Opened {
  readonly plugin: DatasetPlugin;
  readonly options: unknown;
  readonly dataset: Dataset;
  /** What `onProgress` was told on the way. */
  readonly progress: readonly (readonly [done: number, total: number])[];
}

/** One promise of the contract; `run` throws an AssertionError that says how it was broken. */
export interface Check {
  readonly name: string;
  run(opened: Opened): void;
}

const refuses = (call: () => void, what: string) =>
  assert.throws(call, RangeError, `readImage is to throw a RangeError for ${what}`);

/** What one opening is enough to find out. */
export const checks: readonly Check[] = [
  {
    name: 'registers',
    run: ({ plugin }) => void registerDataset([], { from: plugin.name, plugin }),
  },
  {
    name: 'refuses an option that it does not have',
    run({ plugin, options }) {
      const parsed = plugin.options.safeParse({ ...(options as object), 'no-such-option': true });
      assert.equal(parsed.success, false, 'a misspelt option passes; use z.strictObject');
    },
  },
  {
    name: 'has classes, counts and a shape that fit each other',
    run({ dataset: { classes, counts, image } }) {
      assert.ok(classes.length > 1, 'fewer than two classes');
      assert.equal(new Set(classes).size, classes.length, 'a class name is there twice');
      for (const part of partOrder) {
        assert.equal(counts[part].length, classes.length, `counts.${part} has one number a class`);
        for (const [index, images] of counts[part].entries()) {
          assert.ok(Number.isInteger(images) && images > 0, `${part} has ${images} images of ${classes[index]}`);
        }
      }
      assert.ok(image.height > 0 && image.width > 0, 'an empty image');
      assert.ok([1, 3].includes(image.channels), `${image.channels} channels, neither 1 nor 3`);
    },
  },
  {
    name: 'has notes that are sentences',
    run({ dataset: { notes } }) {
      for (const note of notes) assert.match(note, /\S \S/);
    },
  },
  {
    name: 'reports its progress while packing',
    run({ dataset, progress }) {
      assert.ok(progress.length > 0, 'onProgress was not called');
      assert.ok(
        progress.every(([done, total]) => done <= total),
        'more images done than there are',
      );
      assert.equal(progress.at(-1)![0], imagesIn(dataset.counts), 'the last report counts all images');
    },
  },
  {
    name: 'gives the same pixels twice',
    run: ({ dataset }) => assert.deepEqual(edgeImages(dataset), edgeImages(dataset)),
  },
  {
    name: 'writes where it is told to, and nowhere else',
    run({ dataset }) {
      const size = imageBytes(dataset.image);
      const alone = new Uint8Array(size);
      dataset.readImage('train', 0, 0, alone, 0);
      const target = new Uint8Array(size + 10).fill(77);
      dataset.readImage('train', 0, 0, target, 5);
      const margin = Array<number>(5).fill(77);
      assert.deepEqual(target, Uint8Array.from([...margin, ...alone, ...margin]));
    },
  },
  {
    name: 'refuses a class or an item that is not there, and a target that is too small',
    run({ dataset }) {
      const target = new Uint8Array(imageBytes(dataset.image));
      const { classes, counts } = dataset;
      for (const part of partOrder) {
        for (const index of [-1, classes.length, 0.5]) {
          refuses(() => dataset.readImage(part, index, 0, target, 0), `class ${index} of ${part}`);
        }
        for (const item of [-1, counts[part][0]!, 0.5, NaN]) {
          refuses(() => dataset.readImage(part, 0, item, target, 0), `item ${item} of ${part}`);
        }
      }
      refuses(() => dataset.readImage('train', 0, 0, target, 1), 'an image that does not fit behind the offset');
    },
  },
  {
    name: 'has the fingerprint of its pixels',
    run: ({ dataset }) => assert.equal(dataset.fingerprint, recomputeFingerprint(dataset)),
  },
];
