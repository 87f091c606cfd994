import { openStream, type Stream } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { cutmix } from './cutmix.js';
import type { BatchShape, Drawn, MethodCode } from './method.js';
import { mixup } from './mixup.js';

const shape: BatchShape = { rows: 3, input: [2, 2, 1], classes: 4 };
const drawnBy = (code: MethodCode, alpha: number, stream: Stream, of = shape) =>
  code.draw?.({ alpha }, of, stream) ?? {};
const many = (code: MethodCode, alpha: number, count: number, of = shape) => {
  const stream = openStream(`${code.name}/${alpha}`);
  return Array.from({ length: count }, () => drawnBy(code, alpha, stream, of));
};
const shareOf = ({ share }: Readonly<Record<string, Drawn>>) => share?.values[0] as number;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describeBackends(everyBackend, () => {
  /** Three images in which each value says whose it is. */
  const examples = () => ({
    inputs: tf.tensor2d([1, 2, 3, 4, 10, 20, 30, 40, 100, 200, 300, 400], [3, 4]),
    targets: { labels: tf.tensor1d([0, 3, 1], 'int32') },
  });
  const applied = (...given: Parameters<typeof compute>) => tf.tidy(() => compute(...given) as never);
  const compute = (code: MethodCode, drawn: Readonly<Record<string, Drawn>>, twice = false) => {
    const tensors = Object.fromEntries(Object.entries(drawn).map(([name, { values, shape: extents }]) => [name, tf.tensor(values, [...extents], values instanceof Int32Array ? 'int32' : 'float32')])); // prettier-ignore
    const once = (before: ReturnType<typeof examples>) => code.batch?.({ alpha: 1 }, before, tensors, shape) as typeof before; // prettier-ignore
    const after = once(twice ? once(examples()) : examples()) as { inputs: tf.Tensor; targets: { shares?: tf.Tensor } };
    return { inputs: [...after.inputs.dataSync()], shares: [...(after.targets.shares?.dataSync() ?? [])] };
  };
  const order = { values: Int32Array.of(2, 0, 1), shape: [3] };

  it('mixup mixes inputs and labels with those of another row', () => {
    const share = { values: Float32Array.of(0.75), shape: [] };
    expect(applied(mixup, { share, order })).toEqual({
      inputs: [25.75, 51.5, 77.25, 103, 7.75, 15.5, 23.25, 31, 77.5, 155, 232.5, 310],
      shares: [0.75, 0.25, 0, 0, 0.25, 0, 0, 0.75, 0, 0.75, 0, 0.25],
    });
  });

  it('labels that were mixed before are mixed again', () => {
    const share = { values: Float32Array.of(0.5), shape: [] };
    const { shares } = applied(mixup, { share, order }, true);
    // Of the first row: half of (0, 1) and half of what was (1, 3).
    expect(shares).toEqual([0.25, 0.5, 0, 0.25, 0.5, 0.25, 0, 0.25, 0.25, 0.25, 0, 0.5]);
  });

  it('cutmix pastes the box of another row', () => {
    const share = { values: Float32Array.of(0.5), shape: [] };
    const box = { values: Float32Array.of(0, 1, 0, 1), shape: [1, 2, 2, 1] };
    expect(applied(cutmix, { share, order, box })).toEqual({
      inputs: [1, 200, 3, 400, 10, 2, 30, 4, 100, 20, 300, 40],
      shares: [0.5, 0.5, 0, 0, 0.5, 0, 0, 0.5, 0, 0.5, 0, 0.5],
    });
  });
});

describe('what is drawn for a batch', () => {
  it('is a share from the beta distribution, and every order of the rows as often', () => {
    for (const alpha of [0.2, 1, 4]) {
      const shares = many(mixup, alpha, 4000).map(shareOf);
      const variance = 1 / (4 * (2 * alpha + 1));
      // Five standard errors.
      expect(Math.abs(mean(shares) - 0.5)).toBeLessThan(5 * Math.sqrt(variance / 4000));
      expect(Math.abs(mean(shares.map((share) => (share - 0.5) ** 2)) / variance - 1)).toBeLessThan(0.1);
    }
    const orders = many(mixup, 1, 3000).map(({ order }) => order?.values.join('') as string);
    const counts = [...new Set(orders)].map((each) => orders.filter((order) => order === each).length);
    expect(counts).toHaveLength(6);
    // 500 each; five standard deviations are 102.
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(102);
  });

  it('is a box within the image, and the share that is left of the image', () => {
    const large: BatchShape = { rows: 2, input: [9, 16, 3], classes: 2 };
    const all = many(cutmix, 1, 3000, large);
    for (const { share, box } of all) {
      const area = Array.from(box?.values ?? []).reduce((sum, value) => sum + value, 0);
      expect(share?.values[0]).toBe(Math.fround(1 - area / (9 * 16)));
      expect(isBox([...(box?.values ?? [])], 16)).toBe(true);
    }
    // Every pixel is in a box, those at the border less often.
    const times = Array.from({ length: 9 * 16 }, (_, at) => mean(all.map(({ box }) => box?.values[at] as number)));
    expect(Math.min(...times)).toBeGreaterThan(0.05);
    expect(times[4 * 16 + 8]).toBeGreaterThan(times[0] as number);
  });

  it('of cutmix is what the paper’s own code makes of the same numbers', () => {
    // lambda 0.5 on 8 x 8: cut_rat 0.7071, cut_w 5, so 2 either way of the center (1, 6), cut off at 0 and 8.
    const box = new Float32Array(64);
    for (let y = 4; y < 8; y++) for (let x = 0; x < 3; x++) box[y * 8 + x] = 1;
    const drawn = halfway(8, 1, 6);
    expect([...(drawn['box']?.values ?? [])]).toEqual([...box]);
    expect(shareOf(drawn)).toBe(1 - 12 / 64);
  });

  it('is the same for equal streams', () => {
    for (const code of [mixup, cutmix]) expect(many(code, 0.3, 5)).toEqual(many(code, 0.3, 5));
  });
});

/** What cutmix draws where the beta deviate is 1/2 and the center is given: alpha is so large that it always is. */
function halfway(extent: number, x: number, y: number) {
  const inner = openStream('halfway');
  const centers = [x, y];
  const stream: Stream = { ...inner, uniform: inner.uniform, skip: inner.skip, below: (bound) => (bound === extent ? (centers.shift() as number) : inner.below(bound)) }; // prettier-ignore
  return drawnBy(cutmix, 1e12, stream, { rows: 2, input: [extent, extent, 1], classes: 2 });
}

/** Whether the ones of a mask are a rectangle. */
function isBox(mask: readonly number[], width: number): boolean {
  const ones = mask.flatMap((value, at) => (value === 1 ? [[Math.floor(at / width), at % width] as const] : []));
  if (ones.length === 0) return true;
  const [rows, columns] = [0, 1].map((axis) => ones.map((place) => place[axis] as number)) as [number[], number[]];
  const extent = (places: number[]) => Math.max(...places) - Math.min(...places) + 1;
  return extent(rows) * extent(columns) === ones.length;
}
