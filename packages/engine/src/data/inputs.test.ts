import { type Dataset, openStream } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { augmented, drawnFor } from '../methods/augment.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { eitherInputs, exampleInputs, rowInputs } from './inputs.js';
import { rowsInMemory } from './rows.js';

const pixels = Uint8Array.of(0, 51, 102, 153, 204, 255);
const colored: Dataset = {
  ...syntheticDataset(),
  inputs: { shape: [1, 2, 3], type: 'uint8' },
  readInputs: (_part, classIndex, item, target, offset) =>
    (target as Uint8Array).set(pixels.map((value) => (classIndex === 0 && item === 0 ? value : 255 - value)), offset), // prettier-ignore
};
const image = { height: 1, width: 2, channels: 3 };
const shown = (input: { mean: number[]; std: number[] }) => ({ input, change: null, transforms: [], width: 6 });
const examples = [
  { classIndex: 0, item: 0, label: 1 },
  { classIndex: 1, item: 3, label: 0 },
];

function filled(standard: { mean: number[]; std: number[] }, indices: number[]) {
  const inputs = exampleInputs(colored, 'train', examples, shown(standard));
  const target = new Float32Array(indices.length * inputs.width);
  inputs.fill(indices, target);
  return Array.from(target);
}

describe('exampleInputs', () => {
  it('subtracts each channel mean and divides by its standard deviation, rounding once', () => {
    const standard = { mean: [0.1, 0.5, 0.9], std: [0.5, 0.25, 0.125] };
    const expected = Array.from(pixels, (value, index) =>
      Math.fround((value / 255 - (standard.mean[index % 3] as number)) / (standard.std[index % 3] as number)),
    );
    expect(filled(standard, [0])).toEqual(expected);
  });

  it('uses one mean and standard deviation for all channels where one is given', () => {
    const expected = Array.from(pixels, (value) => Math.fround((value / 255 - 0.5) / 0.25));
    expect(filled({ mean: [0.5], std: [0.25] }, [0])).toEqual(expected);
    expect(expected.slice(0, 1).concat(expected.slice(-1))).toEqual([-2, 2]);
  });

  it('takes rows in the order that is asked for, repeated where asked', () => {
    const standard = { mean: [0], std: [1] };
    const one = filled(standard, [0]);
    const other = filled(standard, [1]);
    expect(other).not.toEqual(one);
    expect(filled(standard, [1, 0, 1])).toEqual([...other, ...one, ...other]);
    const inputs = exampleInputs(colored, 'train', examples, shown(standard));
    expect([inputs.rows, inputs.width, [...inputs.labels]]).toEqual([2, 6, [1, 0]]);
  });

  it('augments each image as it is taken, from the stream', () => {
    const standard = { mean: [0], std: [1] };
    const how = { flip: true, shift: 1, rotate: 0, cutout: 0 };
    const drawing = openStream('augmented');
    const change = (from: Uint8Array) => augmented(from, image, how, drawnFor(how, image, drawing), [0]);
    const inputs = exampleInputs(colored, 'train', examples, { ...shown(standard), change });
    const target = new Float32Array(8 * 6);
    inputs.fill([0, 0, 0, 0, 0, 0, 0, 0], target);
    const stream = openStream('augmented');
    const expected = Array.from({ length: 8 }, () =>
      Array.from(augmented(pixels, image, how, drawnFor(how, image, stream), [0])),
    ).flat();
    expect(Array.from(target)).toEqual(expected.map((value) => Math.fround(value / 255)));
    expect(new Set(expected.join(',').match(/.{1,23}/g)).size).toBeGreaterThan(1);
  });
});

describe('eitherInputs', () => {
  it('takes each row from where it is told to, asked once a row and in order', () => {
    const [plain, mirrored] = [
      [1, 2, 3, 4],
      [10, 20, 30, 40],
    ].map((values) => rowInputs(rowsInMemory(Float32Array.from(values), 2), { labels: Int32Array.of(7, 8) }));
    const answers = [true, false, false, true];
    const inputs = eitherInputs(plain!, mirrored!, () => answers.shift() ?? expect.fail('asked once too often'));
    const target = new Float32Array(8);
    inputs.fill([0, 0, 1, 1], target);
    expect(Array.from(target)).toEqual([10, 20, 1, 2, 3, 4, 30, 40]);
    expect([inputs.rows, inputs.width, [...inputs.labels]]).toEqual([2, 2, [7, 8]]);
  });
});

describe('rowInputs', () => {
  it('copies rows from memory', () => {
    const inputs = rowInputs(rowsInMemory(Float32Array.of(1, 2, 3, 4, 5, 6), 2), { labels: Int32Array.of(7, 8, 9) });
    const target = new Float32Array(6);
    inputs.fill([2, 0, 2], target);
    expect(Array.from(target)).toEqual([5, 6, 1, 2, 5, 6]);
    expect([inputs.rows, inputs.width, [...inputs.labels]]).toEqual([3, 2, [7, 8, 9]]);
  });
});
