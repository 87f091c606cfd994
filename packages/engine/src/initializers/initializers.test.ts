import { openStream, sizeOf, type Stream } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { glorot } from './glorot.js';
import { he } from './he.js';
import { initializerCodes } from './index.js';
import type { InitializerCode } from './initializer.js';
import { normal } from './normal.js';
import { orthogonal } from './orthogonal.js';
import { truncatedNormal } from './truncated-normal.js';
import { zeros } from './zeros.js';

const stream = (): Stream => openStream('net/init/dense1');
/** A convolution of 3 x 3 on 8 channels to 16. */
const shape = [3, 3, 8, 16];
const [fanIn, fanOut] = [72, 144];
const drawn = (code: InitializerCode, options: object = {}) => code.draw({ shape, fanIn, fanOut }, stream(), options);

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: Float32Array) => Math.sqrt(mean(values.map((value) => value * value)));
const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Vectors of the weights of the outputs, and of the inputs. */
function matrix(values: Float32Array, extents: readonly number[]) {
  const outputs = extents.at(-1) as number;
  const inputs = sizeOf(extents) / outputs;
  const at = (input: number, output: number) => values[input * outputs + output] as number;
  return {
    outputs: Array.from({ length: outputs }, (_, output) => Array.from({ length: inputs }, (__, input) => at(input, output))), // prettier-ignore
    inputs: Array.from({ length: inputs }, (_, input) => Array.from({ length: outputs }, (__, output) => at(input, output))), // prettier-ignore
  };
}

/** Largest difference of the products of vectors from those of orthogonal ones of that length. */
function misfit(vectors: readonly (readonly number[])[], length: number): number {
  const differences = vectors.flatMap((a, i) => vectors.map((b, j) => a.reduce((sum, value, at) => sum + value * (b[at] as number), 0) - (i === j ? length * length : 0))); // prettier-ignore
  return Math.max(...differences.map(Math.abs));
}

describe('initializers', () => {
  it('are uniform in the limits of their papers', () => {
    for (const [code, limit] of [
      [he, Math.sqrt(6 / 72)],
      [glorot, Math.sqrt(6 / 216)],
    ] as const) {
      // prettier-ignore
      const values = drawn(code);
      expect(largest(values)).toBeLessThanOrEqual(limit);
      expect(largest(values)).toBeGreaterThan(0.99 * limit);
      expect(deviation(values)).toBeCloseTo(limit / Math.sqrt(3), 2);
    }
  });

  it('have the deviation that is asked for', () => {
    const values = drawn(normal, { std: 0.5 });
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(deviation(values)).toBeGreaterThan(0.475);
    expect(deviation(values)).toBeLessThan(0.525);
    // About 53 of 1152 are beyond two deviations; of truncated ones none is.
    expect(values.filter((value) => Math.abs(value) > 1).length).toBeGreaterThan(25);
    expect(largest(drawn(truncatedNormal, { std: 0.5 }))).toBeLessThanOrEqual(1);
  });

  it('draw nothing for zeros', () => {
    const own = stream();
    expect(zeros.draw({ shape, fanIn, fanOut }, own, {})).toEqual(new Float32Array(1152));
    expect(own.position).toBe(0);
  });

  it('give as many numbers as the shape has, the same each time', () => {
    for (const code of initializerCodes) {
      const values = drawn(code, { std: 0.1, gain: 1 });
      expect(values.length, code.name).toBe(1152);
      expect(drawn(code, { std: 0.1, gain: 1 }), code.name).toEqual(values);
    }
  });
});

describe('orthogonal', () => {
  it('makes weights of outputs orthogonal, of a convolution over all of its inputs', () => {
    expect(misfit(matrix(drawn(orthogonal, { gain: 1 }), shape).outputs, 1)).toBeLessThan(1e-6);
    expect(misfit(matrix(drawn(orthogonal, { gain: 1.5 }), shape).outputs, 1.5)).toBeLessThan(1e-6);
  });

  it('makes those of inputs orthogonal where there are more outputs, and of a square matrix both', () => {
    const of = (extents: readonly number[]) => matrix(orthogonal.draw({ shape: extents, fanIn: 1, fanOut: 1 }, stream(), { gain: 1 }), extents); // prettier-ignore
    expect(misfit(of([10, 30]).inputs, 1)).toBeLessThan(1e-6);
    const square = of([40, 40]);
    expect(misfit(square.inputs, 1)).toBeLessThan(1e-6);
    expect(misfit(square.outputs, 1)).toBeLessThan(1e-6);
    expect([...orthogonal.draw({ shape: [1, 1], fanIn: 1, fanOut: 1 }, stream(), { gain: 2 })].map(Math.abs)).toEqual([
      2,
    ]);
  });
});
