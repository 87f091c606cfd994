import { setImmediate } from 'node:timers/promises';
import type { Content, OpenContext } from '@seedbed/core';
import type { PublishedFile } from './published.js';

const classes = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const total = 70_000;

const parts = [
  { part: 'train', images: 'data/train-images-idx3-ubyte', labels: 'data/train-labels-idx1-ubyte' },
  { part: 'test', images: 'data/t10k-images-idx3-ubyte', labels: 'data/t10k-labels-idx1-ubyte' },
] as const;

/** Bytes before the first image and the first label of an IDX file. */
const header = { images: 16, labels: 8 } as const;
const pixels = 28 * 28;

/**
 * All images in the official split. They are given class by class, each class in the order of its file, so that they are
 * packed in one go.
 * @param read gives a file as it was published: its bytes were compared, so that nothing of its form is left to check.
 */
export function contentOf(read: (file: PublishedFile) => Uint8Array, onProgress: OpenContext['onProgress']): Content {
  return {
    inputs: { shape: [28, 28, 1], type: 'uint8' },
    classes,
    examples: async (add) => {
      let done = 0;
      for (const { part, ...files } of parts) {
        const images = read(files.images).subarray(header.images);
        const labels = read(files.labels).subarray(header.labels);
        for (const digit of classes.keys()) {
          for (const [item, label] of labels.entries()) {
            if (label !== digit) continue;
            add({ part, class: digit, values: images.subarray(item * pixels, (item + 1) * pixels) });
            done += 1;
          }
          onProgress?.(done, total);
          // Whoever draws a progress bar gets a turn.
          await setImmediate();
        }
      }
      return [];
    },
  };
}
