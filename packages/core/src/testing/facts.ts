import type { DatasetFacts } from '../dataset/dataset.js';

/** What is known of a set of images: examples a class, in both parts. */
export const imagesWith = (
  train: readonly number[],
  test: readonly number[],
  shape: readonly number[] = [28, 28, 1],
): Omit<DatasetFacts, 'fingerprint' | 'notes'> => ({
  inputs: { shape, type: 'uint8' },
  targets: 'class',
  grouped: false,
  classes: train.map((_, index) => `class ${index}`),
  counts: { train, test, validation: train.map(() => 0) },
});
