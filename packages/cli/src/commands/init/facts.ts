import { type Dataset, type DatasetFacts, hasPart, inputValues, roomFor, targetCount } from '@seedbed/core';

/** What of a data set decides the first experiment on it. */
export interface FirstFacts extends Pick<DatasetFacts, 'inputs' | 'classes' | 'targets' | 'grouped' | 'counts'> {
  /** As the spec calls the set: letters, digits, `-` and `_`. */
  readonly name: string;
  readonly plugin: string;
  /** As the plugin takes them. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Of images: mean and deviation by channel, of pixel / 255, over some training images; null of anything else. */
  readonly spread: { readonly mean: readonly number[]; readonly std: readonly number[] } | null;
  /** Of numbers to predict: the largest distance from 0 of what is usual, |mean| + deviation over training rows; else null. */
  readonly reach: number | null;
}

/** See `FirstFacts.reach`. */
export function reachOf(dataset: Dataset): number | null {
  const columns = targetCount(dataset);
  const [rows = 0] = dataset.counts.train;
  if (columns === 0) return null;
  const sums = Array.from({ length: columns }, () => ({ values: 0, squares: 0 }));
  const room = new Float32Array(columns);
  for (let row = 0; row < rows; row++) {
    dataset.readTargets('train', 0, row, room, 0);
    room.forEach((value, column) => {
      const sum = sums[column] as { values: number; squares: number };
      sum.values += value;
      sum.squares += value * value;
    });
  }
  return Math.max(...sums.map(({ values, squares }) => Math.abs(values / rows) + Math.sqrt(Math.max(0, squares / rows - (values / rows) ** 2)))); // prettier-ignore
}

/** Training images that are looked at for mean and deviation, evenly spread. */
const looked = 2000;

/** Mean and deviation of pixel / 255 by channel, three digits. */
export function spreadOfImages(dataset: Dataset): FirstFacts['spread'] {
  const { inputs, counts } = dataset;
  if (inputs.type !== 'uint8' || inputs.shape.length !== 3) return null;
  const channels = inputs.shape[2] as number;
  const all = counts.train.flatMap((count, classIndex) => Array.from({ length: count }, (_, item) => ({ classIndex, item }))); // prettier-ignore
  const step = Math.max(1, Math.floor(all.length / looked));
  const room = roomFor(dataset) as Uint8Array;
  const sums = Array.from({ length: channels }, () => ({ values: 0, squares: 0 }));
  let images = 0;
  for (let at = 0; at < all.length; at += step, images++) {
    const { classIndex, item } = all[at] as { classIndex: number; item: number };
    dataset.readInputs('train', classIndex, item, room, 0);
    room.forEach((value, index) => {
      const sum = sums[index % channels] as { values: number; squares: number };
      sum.values += value / 255;
      sum.squares += (value / 255) ** 2;
    });
  }
  const count = (images * inputValues(inputs)) / channels;
  const mean = sums.map(({ values }) => values / count);
  const std = sums.map(({ squares }, channel) => Math.sqrt(Math.max(0, squares / count - (mean[channel] as number) ** 2)) || 1); // prettier-ignore
  const rounded = (values: readonly number[]) => values.map((value) => Math.max(0.001, Number(value.toFixed(3))));
  return { mean: mean.map((value) => Number(value.toFixed(3))), std: rounded(std) };
}

/** Parts that a spec must take from the training examples: what the set does not bring itself. */
export function partsToTake(facts: FirstFacts): { readonly test: boolean; readonly validation: boolean } {
  return { test: !hasPart(facts, 'test'), validation: !hasPart(facts, 'validation') };
}
