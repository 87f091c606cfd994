import {
  knownComponents,
  type Configured,
  parameterCount,
  type PlacedLayer,
  placeNetwork,
  type Shape,
  sizeOf,
} from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { Kernels } from '../kernels/kernels.js';
import { groupsOf } from '../network/groups.js';
import { bound, bufferSlices, cut, joined, parameterSlices } from '../network/layout.js';
import { backward, forward } from '../network/pass.js';
import { largest, numbers, relativeError } from './numbers.js';
import { referenceOutput } from './reference-network.js';

/** Share of the largest gradient, or of that of the output, by which one in float32 may differ from the difference quotient in doubles. */
const gradientBound = 2e-5;

/** Layers at work on a batch, and what the backward pass starts with. */
export interface Batch {
  /** The same for the same numbers. */
  readonly name: string;
  readonly layers: readonly PlacedLayer[];
  readonly rows: number;
  readonly parameters: Float32Array;
  readonly inputs: Float32Array;
  /** Gradient of the output. */
  readonly dy: Float32Array;
}

/** Layers on examples of one shape, with numbers for everything. */
export function batchOf(configured: readonly Configured[], input: Shape, rows: number, salt = ''): Batch {
  const layers = placeNetwork(configured, input, 3, knownComponents);
  const name = `${salt}${JSON.stringify([configured, input])}`;
  return {
    ...{ name: `${name} ${rows}`, layers, rows },
    parameters: numbers(`${name} parameters`, parameterCount(layers), 0.6),
    inputs: numbers(`${name} inputs`, rows * sizeOf(input)),
    dy: numbers(`${name} dy`, rows * sizeOf((layers.at(-1) as PlacedLayer).output)),
  };
}

/** Tensors of one pass in training, forward and backward; the caller disposes them. */
export function passed(kernels: Kernels, { layers, rows, parameters, inputs, dy }: Batch): Record<string, Tensor> {
  return tf.tidy(() => {
    const slices = [...parameterSlices(layers), ...bufferSlices(layers)];
    const buffers = bufferSlices(layers).map(({ shape, name }) => (name === 'variance' ? tf.ones([...shape]) : tf.zeros([...shape]))); // prettier-ignore
    const work = {
      ...{ kernels, training: true, drawn: {} },
      bound: bound(slices, [...cut(parameterSlices(layers), tf.tensor1d(parameters)), ...buffers]),
    };
    const compute = kernels.compile(
      JSON.stringify(['layers agree', layers, rows]),
      (given: { x: Tensor; dy: Tensor }) => {
        const groups = groupsOf(layers);
        const result = forward(work, groups, given.x);
        const output = tf.clone(result.output);
        const { input, gradients } = backward(work, groups, result.kept, given.dy, true);
        const gradient = joined(parameterSlices(layers), (layer, name) => gradients[layer]?.[name] as Tensor);
        const after = joined(bufferSlices(layers), (layer, name) => result.buffers[layer]?.[name] as Tensor);
        return { output, input: input as Tensor, ...(gradient && { gradient }), ...(after && { buffers: after }) } as Record<string, Tensor>; // prettier-ignore
      },
    );
    const first = layers[0] as PlacedLayer;
    const last = layers.at(-1) as PlacedLayer;
    return compute({ x: tf.tensor(inputs, [rows, ...first.input]), dy: tf.tensor(dy, [rows, ...last.output]) });
  });
}

/** The same as numbers. */
export async function valuesOf(kernels: Kernels, batch: Batch): Promise<Record<string, Float32Array>> {
  const before = tf.memory().numTensors;
  const tensors = passed(kernels, batch);
  expect(tf.memory().numTensors, 'tensors that a pass makes').toBe(before + Object.keys(tensors).length);
  const values: Record<string, Float32Array> = {};
  for (const [name, tensor] of Object.entries(tensors)) values[name] = (await tensor.data()).slice() as Float32Array;
  tf.dispose(Object.values(tensors));
  return values;
}

/** Up to `most` indices, evenly spaced, the first and the last among them. */
const some = (length: number, most: number) =>
  [...new Set(Array.from({ length: most }, (_, at) => Math.round((at * (length - 1)) / (most - 1))))].filter((at) => at >= 0 && at < length); // prettier-ignore

/** What the reference makes of a batch, in doubles. */
interface Reference {
  readonly output: ArrayLike<number>;
  /** Difference quotients of the loss, at some of the parameters and inputs. */
  readonly quotients: Readonly<
    Record<'gradient' | 'input', readonly { readonly index: number; readonly wanted: number }[]>
  >;
}

/** Every backend is held against the same reference, which takes longer than what it is held against. */
const references = new Map<string, Reference>();
function referenceOf(batch: Batch): Reference {
  const known = references.get(batch.name) ?? computed(batch);
  references.set(batch.name, known);
  return known;
}

function computed({ layers, rows, parameters, inputs, dy }: Batch): Reference {
  const vectors = { gradient: Float64Array.from(parameters), input: Float64Array.from(inputs) };
  const at = () => referenceOutput(layers, vectors.gradient, vectors.input, rows);
  const loss = () => at().reduce((sum, value, index) => sum + value * (dy[index] as number), 0);
  const here = loss();
  const quotientsOf = (vector: Float64Array) =>
    some(vector.length, 40).flatMap((index) => {
      const value = vector[index] as number;
      const moved = (by: number) => {
        vector[index] = value + by;
        const result = loss();
        vector[index] = value;
        return result;
      };
      const h = 1e-5;
      const [below, above] = [moved(-h), moved(h)];
      // On the two sides of a kink of relu or pooling the one-sided quotients differ.
      const isKink = Math.abs(above - 2 * here + below) > 1e-3 * Math.abs(above - below) + 1e-10;
      return isKink ? [] : [{ index, wanted: (above - below) / (2 * h) }];
    });
  return { output: at(), quotients: { gradient: quotientsOf(vectors.gradient), input: quotientsOf(vectors.input) } };
}

/** Checks output and gradients against the reference, by difference quotients in doubles. @returns how many were compared. */
export async function agree(kernels: Kernels, batch: Batch): Promise<number> {
  const { output, gradient = new Float32Array(), input } = await valuesOf(kernels, batch);
  const reference = referenceOf(batch);
  expect(relativeError(output as Float32Array, reference.output)).toBeLessThan(2e-6);
  const found = { gradient, input: input as Float32Array };
  for (const name of ['gradient', 'input'] as const) {
    expect(found[name].length).toBe(name === 'input' ? batch.inputs.length : batch.parameters.length);
    const allowed = gradientBound * Math.max(largest(found[name]), largest(batch.dy));
    for (const { index, wanted } of reference.quotients[name]) {
      if (Math.abs((found[name][index] as number) - wanted) <= allowed) continue;
      expect.fail(`${name} at ${index} is ${found[name][index]}, the quotient ${wanted}`);
    }
  }
  return reference.quotients.gradient.length + reference.quotients.input.length;
}
