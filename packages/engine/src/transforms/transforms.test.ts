import type { Configured, Measured } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { partInputs } from '../data/inputs.js';
import { type Changes, requestOf } from '../testing/configs.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
import { laidOut } from '../training/laid-out.js';

const dataset = syntheticDataset({ channels: 3 });
const width = 8 * 8 * 3;

function shown(transforms: Configured[], part: Measured = 'train', more: Partial<Changes> = {}) {
  const { config } = requestOf({ ...more, learn: { ...more.learn, ...(transforms.length > 0 && { transforms }) } });
  const data = laidOut(config, dataset);
  const inputs = partInputs(data, part, null);
  const values = new Float32Array(inputs.rows * width);
  inputs.fill(Uint32Array.from({ length: inputs.rows }, (_, row) => row), values); // prettier-ignore
  const rows = Array.from({ length: inputs.rows }, (_, row) => values.subarray(row * width, (row + 1) * width));
  const names = data.drawn[part].map(({ classIndex, item }) => `${classIndex}/${item}`);
  return { rows, byName: new Map(names.map((name, row) => [name, [...(rows[row] ?? [])]])), seeds: data.streams.used };
}
const parts = ['train', 'validation', 'test'] as const;

/** Mean and deviation of a channel over rows. */
function spread(rows: readonly Float32Array[], channel: number) {
  const values = rows.flatMap((row) => [...row].filter((_, at) => at % 3 === channel));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length), count: values.length }; // prettier-ignore
}

describe('shuffled pixels', () => {
  it('are one permutation of the values of each example, in every part', () => {
    const orders = parts.map((part) => {
      const [plain, shuffled] = [shown([], part).rows, shown(['shufflePixels'], part).rows];
      // Where each place comes from, as far as values say: those that are equal in no example but one place.
      return Array.from(
        { length: width },
        (_, at) =>
        Array.from({ length: width }, (__, from) => from).filter((from) => plain.every((row, index) => row[from] === shuffled[index]?.[at])), // prettier-ignore
      );
    });
    for (const order of orders) for (const from of order) expect(from.length).toBeGreaterThan(0);
    // Channels of a synthetic image are equal: three places come into question.
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
    expect(orders[0]?.filter((from, at) => from.includes(at)).length).toBeLessThan(width / 10);
  });

  it('are those of the parts that are asked for, and others by another tag', () => {
    const asked = [{ shufflePixels: { parts: ['test'] } }];
    expect(shown(asked, 'train').rows).toEqual(shown([], 'train').rows);
    expect(shown(asked, 'test').rows).toEqual(shown(['shufflePixels'], 'test').rows);
    const tagged = shown(['shufflePixels'], 'test', { streams: { pixels: 'b' } });
    expect(tagged.rows).not.toEqual(shown(['shufflePixels'], 'test').rows);
    expect(Object.keys(tagged.seeds)).toContain('target/pixels@b');
  });

  it('are the same for every stage and amount of a group', () => {
    const few = shown(['shufflePixels'], 'train', { stage: 'other', learn: { perClass: 4 } }).byName;
    const all = shown(['shufflePixels']).byName;
    for (const [name, values] of few) expect(all.get(name)).toEqual(values);
  });
});

describe('Gaussian pixels', () => {
  it('have the mean and deviation of the training part, channel by channel, in every part', () => {
    const input = { mean: [0.2, 0.5, 0.4], std: [0.25, 0.5, 0.1] };
    const of = (transforms: Configured[], part: Measured) => {
      const { config } = requestOf({ learn: { perClass: 30, ...(transforms.length > 0 && { transforms }) } });
      const data = laidOut({ ...config, model: { ...config.model, input } }, dataset);
      const inputs = partInputs(data, part, null);
      return Array.from({ length: inputs.rows }, (_, row) => {
        const values = new Float32Array(width);
        inputs.fill([row], values);
        return values;
      });
    };
    for (const part of parts) {
      const noise = of(['gaussianPixels'], part);
      for (const channel of [0, 1, 2]) {
        const [asked, found] = [spread(of([], 'train'), channel), spread(noise, channel)];
        // Five standard errors.
        expect(Math.abs(found.mean - asked.mean)).toBeLessThan((5 * asked.deviation) / Math.sqrt(found.count));
        expect(Math.abs(found.deviation / asked.deviation - 1)).toBeLessThan(5 / Math.sqrt(2 * found.count));
      }
    }
  });

  it('are normal: as many beyond one, two and three deviations', () => {
    const { rows } = shown(['gaussianPixels'], 'test');
    const { mean, deviation, count } = spread(rows, 1);
    const values = rows.flatMap((row) => [...row].filter((_, at) => at % 3 === 1));
    for (const [bound, share] of [
      [1, 0.3173],
      [2, 0.0455],
      [3, 0.0027],
    ] as const) {
      const beyond = values.filter((value) => Math.abs(value - mean) > bound * deviation).length / count;
      expect(Math.abs(beyond - share)).toBeLessThan(5 * Math.sqrt(share / count));
    }
  });

  it('are an example’s own, whatever else is taken and in which order', () => {
    const { rows, byName } = shown(['gaussianPixels']);
    expect(new Set([...byName.values()].map(String)).size).toBe(byName.size);
    const [first, second] = rows as [Float32Array, Float32Array];
    const product = first.reduce((sum, value, at) => sum + value * (second[at] as number), 0) / width;
    const { deviation } = spread(rows, 0);
    expect(Math.abs(product - spread(rows, 0).mean ** 2)).toBeLessThan((5 * deviation ** 2) / Math.sqrt(width) + 0.1);
    // Fitted to the same training part, but taken as another part of the run.
    const data = laidOut(requestOf({ learn: { transforms: ['gaussianPixels'] } }).config, dataset);
    const inputs = partInputs(data, 'train', null);
    const values = new Float32Array(2 * width);
    inputs.fill([1, 0], values);
    expect([...values]).toEqual([...second, ...first]);
  });

  it('are the same when they are drawn again, and have the bits that they always had', () => {
    const [once, again] = [shown(['gaussianPixels'], 'test'), shown(['gaussianPixels'], 'test')];
    expect(again.rows).toEqual(once.rows);
    expect([...(once.rows[0]?.subarray(0, 4) ?? [])]).toEqual([-0.8281495571136475, -2.4514238834381104, 0.775336742401123, -1.4456130266189575]); // prettier-ignore
  });
});

describe('several transforms', () => {
  it('act in the order of their list', () => {
    const both = shown([{ shufflePixels: { parts: ['test'] } }, { gaussianPixels: { parts: ['train'] } }], 'test');
    expect(both.rows).toEqual(shown(['shufflePixels'], 'test').rows);
    const noise = shown(['gaussianPixels', 'shufflePixels'], 'test').rows.map((row) => [...row].sort());
    expect(noise).toEqual(shown(['gaussianPixels'], 'test').rows.map((row) => [...row].sort()));
  });
});
