import { lastOf, normal, sizeOf, type Stream } from '@seedbed/core';
import { initializerCode } from './initializer.js';

/**
 * Orthogonal (Saxe et al. 2014), as PyTorch's `orthogonal_`: the weights are a matrix of inputs x outputs, where the
 * inputs of a convolution are all axes but the last. The weights of the outputs are orthogonal vectors of length `gain`;
 * where there are more outputs than inputs, those of the inputs are. Drawn evenly among all such matrices: vectors of
 * normal deviates, one after the other, made orthogonal to those before by Gram and Schmidt in double precision.
 */
export const orthogonal = initializerCode<{ readonly gain: number }>({
  name: 'orthogonal',
  version: 1,
  draw({ shape }, stream, { gain }) {
    const outputs = lastOf(shape);
    const inputs = sizeOf(shape) / outputs;
    const wide = outputs > inputs;
    const vectors = orthonormal(Math.min(inputs, outputs), Math.max(inputs, outputs), stream);
    const weights = new Float32Array(inputs * outputs);
    for (const [index, vector] of vectors.entries()) {
      for (const [at, value] of vector.entries())
        weights[wide ? index * outputs + at : at * outputs + index] = gain * value;
    }
    return weights;
  },
});

function orthonormal(count: number, length: number, stream: Stream): Float64Array[] {
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const vector = Float64Array.from({ length }, () => normal(stream));
    const before = norm(vector);
    project(vector, vectors);
    // What is left of a vector that lost most of its length is inexact: once more makes it exact.
    if (norm(vector) < before / 2) project(vector, vectors);
    scale(vector, 1 / norm(vector));
    vectors.push(vector);
  }
  return vectors;
}

/** Takes the parts along `others` away. */
function project(vector: Float64Array, others: readonly Float64Array[]): void {
  for (const other of others) {
    const along = product(vector, other);
    for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] as number) - along * (other[at] as number);
  }
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

const norm = (vector: Float64Array) => Math.sqrt(product(vector, vector));

function scale(vector: Float64Array, factor: number): void {
  for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] as number) * factor;
}
