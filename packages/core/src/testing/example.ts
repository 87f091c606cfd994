import type { Part } from '../dataset/contract.js';
import { partOrder } from '../dataset/packed-format.js';
import type { PackedDescription, PackImages } from '../dataset/packed-writer.js';

/** A data set of three classes and fifteen images of 2 x 2 x 3, small enough to look at. */
export const exampleDescription: PackedDescription = {
  plugin: 'example',
  version: '1',
  origin: 'example@1',
  options: {},
  image: { height: 2, width: 2, channels: 3 },
  classes: ['a', 'b', 'c'],
};

const counts: Readonly<Record<Part, readonly number[]>> = { train: [4, 3, 2], test: [1, 2, 3] };

/** The pixels of one image of the example: no two images are equal. */
export const examplePixels = (part: Part, classIndex: number, item: number): Uint8Array =>
  Uint8Array.from({ length: 12 }, (_, pixel) => partOrder.indexOf(part) * 128 + classIndex * 40 + item * 5 + pixel * 7);

export interface ExampleSetup {
  readonly notes?: readonly string[];
  /** Alters each image before it is packed. */
  readonly change?: (pixels: Uint8Array, part: Part, classIndex: number, item: number) => void;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Packs the example. */
export function exampleImages({ notes = ['One is odd.'], change, onProgress }: ExampleSetup = {}): PackImages {
  return async (add) => {
    let done = 0;
    for (const part of partOrder) {
      for (const [classIndex, images] of counts[part].entries()) {
        for (let item = 0; item < images; item++) {
          const pixels = examplePixels(part, classIndex, item);
          change?.(pixels, part, classIndex, item);
          add(part, classIndex, pixels);
          onProgress?.(++done, 15);
        }
      }
    }
    return { notes, source: '0'.repeat(64) };
  };
}
