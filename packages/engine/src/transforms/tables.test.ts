import type { Configured, Dataset, Measured } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { partInputs } from '../data/inputs.js';
import { requestOf } from '../testing/configs.js';
import { tableDataset } from '../testing/table-dataset.js';
import { laidOut } from '../training/laid-out.js';

const dataset = tableDataset({ columns: 3, train: 40, test: 10 });

function shown(transforms: readonly Configured[], part: Measured, of: Dataset = dataset) {
  const { config } = requestOf({ layers: ['regressor'], training: { loss: 'squaredError' } });
  const learn = { data: { plugin: 'table', name: 'made up', validation: { examples: 8 } }, ...(transforms.length > 0 && { transforms }) }; // prettier-ignore
  const data = laidOut({ ...config, learn, model: { layers: config.model.layers } }, of);
  const inputs = partInputs(data, part, null);
  const values = new Float32Array(inputs.rows * inputs.width);
  inputs.fill(Uint32Array.from({ length: inputs.rows }, (_, row) => row), values); // prettier-ignore
  return { width: inputs.width, rows: Array.from({ length: inputs.rows }, (_, row) => [...values.subarray(row * inputs.width, (row + 1) * inputs.width)]), targets: inputs.targets }; // prettier-ignore
}

/** As scikit-learn's StandardScaler: mean, and deviation of all values. */
function spreadOf(rows: readonly number[][], column: number) {
  const values = rows.map((row) => row[column] as number);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

describe('standardize', () => {
  it('takes mean and deviation from the training part, and applies them to every part', () => {
    const train = shown([], 'train').rows;
    for (const part of ['train', 'validation', 'test'] as const) {
      const [plain, changed] = [shown([], part).rows, shown(['standardize'], part).rows];
      for (const [index, row] of plain.entries()) {
        for (const column of [0, 1, 2]) {
          const { mean, deviation } = spreadOf(train, column);
          expect(changed[index]?.[column]).toBeCloseTo(((row[column] as number) - mean) / deviation, 6);
        }
      }
    }
    expect(spreadOf(shown(['standardize'], 'train').rows, 1).mean).toBeCloseTo(0, 6);
  });

  it('makes 0 of a column without deviation, also far from 0', () => {
    const far: Dataset = {
      ...dataset,
      readInputs: (_part, _class, item, target, offset) => target.set([1e9, 7, 1e9 + 64 * item], offset),
    };
    const { rows } = shown(['standardize'], 'train', far);
    expect(rows.every(([first, second]) => first === 0 && second === 0)).toBe(true);
    expect(spreadOf(rows, 2).deviation).toBeCloseTo(1, 6);
  });
});

describe('columns of noise', () => {
  it('are behind the others, the same for each example in every part, fewer the first of more', () => {
    const [few, many] = [shown([{ noiseColumns: { count: 2 } }], 'train'), shown([{ noiseColumns: { count: 5 } }], 'train')]; // prettier-ignore
    expect([few.width, many.width]).toEqual([5, 8]);
    expect(many.rows.map((row) => row.slice(0, 5))).toEqual(few.rows);
    expect(few.rows.map((row) => row.slice(0, 3))).toEqual(shown([], 'train').rows);
    const noise = many.rows.flatMap((row) => row.slice(3));
    const { mean, deviation } = spreadOf(noise.map((value) => [value]), 0); // prettier-ignore
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(noise.length));
    expect(Math.abs(deviation - 1)).toBeLessThan(5 / Math.sqrt(2 * noise.length));
    expect(new Set(noise).size).toBe(noise.length);
  });

  it('are standardized where that comes behind', () => {
    const { rows } = shown([{ noiseColumns: { count: 2 } }, 'standardize'], 'train');
    expect(spreadOf(rows, 4).mean).toBeCloseTo(0, 6);
    expect(spreadOf(rows, 4).deviation).toBeCloseTo(1, 6);
  });
});

it('the numbers to be predicted are those of the examples, in their order', () => {
  const { rows, targets } = shown([], 'test');
  expect(targets?.columns).toBe(1);
  rows.forEach((row, index) => expect(targets?.values[index]).toBe(Math.fround((row[0] as number) - 2 * (row[1] as number)))); // prettier-ignore
});
