import { type NamedShape, type PlacedLayer, SeedStreams, sizeOf, storedCount } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { layersOn } from '../testing/configs.js';
import { largest } from '../testing/numbers.js';
import { initialNumbers } from './initialize.js';

const image = [8, 8, 1];
const streams = () => new SeedStreams(11, 0);
const convolutions = [{ filters: 4, poolSize: 2 }, { filters: 6 }];
const layers = layersOn({ convolutions, dense: [200] }, image, 50);
const numbers = initialNumbers(layers, 'target', streams());
const withWeights = layers.filter(({ parameters }) => parameters.length > 0);

/** A layer's weights and biases in a vector of all numbers. */
function cut(vector: Float32Array, list: readonly PlacedLayer[], name: string) {
  const at = list.findIndex((layer) => layer.name === name);
  const from = storedCount(list.slice(0, at));
  const bias = from + sizeOf((list[at]?.parameters[0] as NamedShape).shape);
  return { weights: vector.slice(from, bias), biases: vector.slice(bias, storedCount(list.slice(0, at + 1))) };
}

describe('initialNumbers', () => {
  it.each([
    ['conv1', 9],
    ['conv2', 36],
    ['dense1', 96],
    ['classifier', 200],
  ])('draws %s uniformly within its bound', (name, fanIn) => {
    const { weights, biases } = cut(numbers, layers, name);
    const limit = Math.sqrt((name === 'classifier' ? 1 : 6) / fanIn);
    expect(largest(weights)).toBeLessThanOrEqual(Math.fround(limit));
    expect(biases.every((bias) => bias === 0)).toBe(true);
    if (weights.length < 1000) return;
    // Of many uniform numbers the largest is close to the bound, the mean is 0, the variance is bound² / 3.
    expect(largest(weights)).toBeGreaterThan(0.99 * limit);
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
    const variance = weights.reduce((sum, weight) => sum + weight * weight, 0) / weights.length;
    expect(Math.abs(mean)).toBeLessThan((4 * limit) / Math.sqrt(3 * weights.length));
    expect(variance / (limit ** 2 / 3)).toBeCloseTo(1, 1);
  });

  it('draws every layer from a stream of its own', () => {
    const opened = streams();
    initialNumbers(layers, 'source', opened);
    expect(Object.keys(opened.used)).toEqual(withWeights.map(({ name }) => `source/init/${name}`));
    expect(new Set(Object.values(opened.used)).size).toBe(withWeights.length);
    const first = cut(numbers, layers, 'conv1').weights;
    const second = cut(numbers, layers, 'conv2').weights;
    const scale = Math.sqrt(54 / 9);
    expect(first.every((weight, index) => Math.abs(weight - scale * (second[index] as number)) < 1e-6)).toBe(false);
  });

  it('gives source and target, and every replicate, other numbers', () => {
    const others = [
      initialNumbers(layers, 'source', streams()),
      initialNumbers(layers, 'target', new SeedStreams(11, 1)),
      initialNumbers(layers, 'target', new SeedStreams(12, 0)),
    ];
    for (const other of others) expect(other[0]).not.toBe(numbers[0]);
    expect(initialNumbers(layers, 'target', streams())).toEqual(numbers);
  });

  it('draws nothing for layers that are copied, and the same for the others', () => {
    const opened = streams();
    const rest = initialNumbers(layers, 'target', opened, 5);
    // conv1, its relu and its pool, conv2 and its relu.
    const to = storedCount(layers.slice(0, 5));
    expect(rest.slice(0, to).every((value) => value === 0)).toBe(true);
    expect(rest.slice(to)).toEqual(numbers.slice(to));
    expect(Object.keys(opened.used)).toEqual(['target/init/dense1', 'target/init/classifier']);
  });

  it('keeps the numbers of all other layers when a layer is added or widened', () => {
    // The third keeps the shape that dense1 sees.
    const deeper = layersOn(
      { convolutions: [...convolutions, { filters: 6, kernelSize: 5 }], dense: [200] },
      image,
      70,
    );
    const vector = initialNumbers(deeper, 'target', streams());
    for (const name of ['conv1', 'conv2', 'dense1']) {
      expect(cut(vector, deeper, name)).toEqual(cut(numbers, layers, name));
    }
  });
});
