import type { Dataset, Example, ModelSpec, Part, Stream } from '@seedbed/core';
import { type Augmentation, augment } from './augment.js';
import type { Rows } from './rows.js';

/** Rows that a network (or the part of it above frozen layers) takes in, with their labels. */
export interface Inputs {
  readonly rows: number;
  /** Values a row. */
  readonly width: number;
  readonly labels: Int32Array;
  /** Copies the rows at `indices`, in that order, to `target`. */
  fill(indices: ArrayLike<number>, target: Float32Array): void;
}

/** Rows that were computed before: the outputs of frozen layers. */
export const rowInputs = (rows: Rows, labels: Int32Array): Inputs => ({
  rows: labels.length,
  width: rows.width,
  labels,
  fill: (indices, target) => rows.copy(indices, target),
});

/**
 * Images, standardised: (pixel / 255 - mean) / deviation by channel, rounded to float32 once.
 * @param augmentation transforms each image as it is taken, drawing from `stream`; null for evaluation.
 */
export function imageInputs(
  dataset: Dataset,
  part: Part,
  examples: readonly Example[],
  standard: ModelSpec['input'],
  augmentation: { how: Augmentation; stream: Stream } | null,
): Inputs {
  const { height, width, channels } = dataset.image;
  const extent = height * width * channels;
  const table = standardTable(standard, channels);
  const pixels = new Uint8Array(extent);
  return {
    rows: examples.length,
    width: extent,
    labels: Int32Array.from(examples, (example) => example.label),
    fill(indices, target) {
      for (let row = 0; row < indices.length; row++) {
        const { classIndex, item } = examples[indices[row] as number] as Example;
        dataset.readImage(part, classIndex, item, pixels, 0);
        const shown = augmentation ? augment(pixels, dataset.image, augmentation.how, augmentation.stream) : pixels;
        for (let at = 0; at < extent; at++) {
          target[row * extent + at] = table[(at % channels) * 256 + (shown[at] as number)] as number;
        }
      }
    },
  };
}

/** The standardised value of every pixel value, 256 a channel. */
function standardTable(standard: ModelSpec['input'], channels: number): Float32Array {
  const table = new Float32Array(channels * 256);
  for (let channel = 0; channel < channels; channel++) {
    const mean = standard.mean[channel] ?? (standard.mean[0] as number);
    const deviation = standard.deviation[channel] ?? (standard.deviation[0] as number);
    for (let value = 0; value < 256; value++) table[channel * 256 + value] = (value / 255 - mean) / deviation;
  }
  return table;
}
