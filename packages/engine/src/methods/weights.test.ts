import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { averageWeights } from './average-weights.js';
import { ewc } from './ewc.js';
import type { MethodCode } from './method.js';
import { near } from './near.js';
import { swa } from './swa.js';

const there = Float32Array.of(1, 1, 1);
const fisher = Float32Array.of(0, 1, 4);
const vectors = (of: Readonly<Record<string, Float32Array>>) => Object.fromEntries(Object.entries(of).map(([name, values]) => [name, tf.tensor1d(values)])); // prettier-ignore

describeBackends(everyBackend, () => {
  async function gradientOf(code: MethodCode, options: object): Promise<number[]> {
    const constants =
      (await code.constants?.(options, { parameters: there, fisher: () => Promise.resolve(fisher) })) ?? {};
    return tf.tidy(() => {
      const weights = { parameters: tf.tensor1d([2, 3, 0]), slots: {}, constants: vectors(constants), numbers: {} };
      return [...(code.gradient?.(options, tf.tensor1d([10, 20, 30]), weights) as Tensor1D).dataSync()] as never;
    });
  }

  it('near adds strength times the distance to the gradient', async () => {
    expect(await gradientOf(near, { strength: 0.5 })).toEqual([10.5, 21, 29.5]);
  });

  it('ewc adds it times the Fisher information', async () => {
    expect(await gradientOf(ewc, { strength: 0.5, examples: 7 })).toEqual([10, 21, 28]);
  });

  /** The slot after each of some steps. */
  const means = (code: MethodCode, options: object, start: number, steps: readonly number[]): number[] =>
    tf.tidy(() => meansOf(code, options, start, steps) as never);

  function meansOf(code: MethodCode, options: object, start: number, steps: readonly number[]): number[] {
    let slots = vectors({ mean: Float32Array.of(start) }) as Record<string, Tensor1D>;
    return steps.map((value, step) => {
      const numbers = code.numbers?.(options, { step, steps: steps.length }) ?? {};
      const scalars = Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, tf.scalar(number)]));
      slots = code.after?.(options, { parameters: tf.tensor1d([value]), slots, constants: {}, numbers: scalars }) as typeof slots; // prettier-ignore
      return slots['mean']?.dataSync()[0] as number;
    });
  }

  it('averageWeights keeps an exponential mean, from the start on', () => {
    expect(means(averageWeights, { decay: 0.5 }, 8, [0, 4, 4])).toEqual([4, 4, 4]);
    expect(means(averageWeights, { decay: 0.75 }, 4, [8, 0])).toEqual([5, 3.75]);
  });

  it('swa keeps the weights, then the mean of those after the last steps', () => {
    expect(means(swa, { from: 0.5 }, 99, [1, 2, 4, 8])).toEqual([1, 2, 4, 6]);
    expect(means(swa, { from: 0 }, 99, [1, 3, 5])).toEqual([1, 2, 3]);
    expect(means(swa, { from: 0.5 }, 99, [1, 2, 6, 8, 10])).toEqual([1, 2, 6, 7, 8]);
    expect(means(swa, { from: 1 }, 99, [1, 2, 4, 8])).toEqual([1, 2, 4, 8]);
  });
});

describe('mean weights', () => {
  it('are measured in place of the weights', () => {
    expect([averageWeights, swa, near, ewc].map(({ measured }) => measured)).toEqual(['mean', 'mean', undefined, undefined]); // prettier-ignore
  });
});
