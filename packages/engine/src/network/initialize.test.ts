import { SeedStreams } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { layersOn } from '../testing/configs.js';
import { largest } from '../testing/numbers.js';
import { initialParameters } from './initialize.js';
import type { Layer } from './layers.js';

const image = { height: 8, width: 8, channels: 1 };
const streams = () => new SeedStreams(11, 0);
const convolutions = [{ filters: 4, poolSize: 2 }, { filters: 6 }];
const layers = layersOn({ convolutions, dense: [200] }, image, 50);
const parameters = initialParameters(layers, 'target', streams());

/** A layer's weights and biases in a parameter vector. */
function cut(vector: Float32Array, list: readonly Layer[], name: string) {
  const { from, to, weights } = list.find((layer) => layer.name === name) as Layer;
  const bias = to - (weights[weights.length - 1] as number);
  return { weights: vector.slice(from, bias), biases: vector.slice(bias, to) };
}

describe('initialParameters', () => {
  it.each(layers.map((layer) => [layer.name, layer] as const))('draws %s uniformly within its bound', (name, layer) => {
    const { weights, biases } = cut(parameters, layers, name);
    const limit = Math.sqrt((name === 'classifier' ? 1 : 6) / layer.fanIn);
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
    initialParameters(layers, 'source', opened);
    expect(Object.keys(opened.used)).toEqual(layers.map(({ name }) => `source/init/${name}`));
    expect(new Set(Object.values(opened.used)).size).toBe(layers.length);
    const first = cut(parameters, layers, 'conv1').weights;
    const second = cut(parameters, layers, 'conv2').weights;
    const scale = Math.sqrt(54 / 9);
    expect(first.every((weight, index) => Math.abs(weight - scale * (second[index] as number)) < 1e-6)).toBe(false);
  });

  it('gives source and target, and every replicate, other numbers', () => {
    const others = [
      initialParameters(layers, 'source', streams()),
      initialParameters(layers, 'target', new SeedStreams(11, 1)),
      initialParameters(layers, 'target', new SeedStreams(12, 0)),
    ];
    for (const other of others) expect(other[0]).not.toBe(parameters[0]);
    expect(initialParameters(layers, 'target', streams())).toEqual(parameters);
  });

  it('draws nothing for layers that are copied, and the same for the others', () => {
    const opened = streams();
    const rest = initialParameters(layers, 'target', opened, 2);
    const { to } = layers[1] as Layer;
    expect(rest.slice(0, to).every((value) => value === 0)).toBe(true);
    expect(rest.slice(to)).toEqual(parameters.slice(to));
    expect(Object.keys(opened.used)).toEqual(['target/init/dense1', 'target/init/classifier']);
  });

  it('keeps the numbers of all other layers when a layer is added or widened', () => {
    // The third keeps the shape that dense1 sees.
    const deeper = layersOn(
      { convolutions: [...convolutions, { filters: 6, kernelSize: 5 }], dense: [200] },
      image,
      70,
    );
    const vector = initialParameters(deeper, 'target', streams());
    for (const name of ['conv1', 'conv2', 'dense1']) {
      expect(cut(vector, deeper, name)).toEqual(cut(parameters, layers, name));
    }
  });
});
