import assert from 'node:assert/strict';
import { type Component, type Configured, knownComponents, type NamedShape, parameterCount, type PlacedLayer, placeNetwork, type Shape, sizeOf } from '@seedbed/core'; // prettier-ignore
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Kernels } from '../../kernels/kernels.js';
import { groupsOf } from '../../network/groups.js';
import { bound, bufferSlices, cut, joined, parameterSlices } from '../../network/layout.js';
import { backward, forward } from '../../network/pass.js';
import { drawingLayers } from '../../training/drawing-layers.js';
import { numbers } from '../numbers.js';
import { shapesFor } from './cases.js';
import { disagreement } from './quotients.js';

const rows = 3;

interface Case {
  readonly layer: PlacedLayer;
  readonly parameters: Float32Array;
  readonly inputs: Float32Array;
  readonly dy: Float32Array;
}

/** What a layer declares of itself is so, wherever it fits; its gradient is that of what it computes. */
export async function checkLayer(component: Component, configured: Configured, kernels: Kernels): Promise<void> {
  const shapes = shapesFor(configured);
  assert.notEqual(shapes.length, 0, 'it fits images, tokens or rows');
  for (const input of shapes) {
    const layer = placeNetwork([configured], input, 3, knownComponents)[0] as PlacedLayer;
    checkDeclared(component, layer);
    const { inputs, parameters, dy } = caseOf(layer, input);
    const { output, gradients, inputGradient } = await passed(kernels, { layer, inputs, parameters, dy });
    const of = async (values: Float32Array, which: 'inputs' | 'parameters') => {
      const { output: moved } = await passed(kernels, { layer, inputs, parameters, dy, [which]: values }, false);
      return moved.reduce((sum, value, index) => sum + value * (dy[index] as number), 0);
    };
    assert.equal(output.length, dy.length);
    const where = `(input ${input.join(' x ')})`;
    const wrong =
      (await disagreement(`the input ${where}`, inputGradient, inputs, (values) => of(values, 'inputs'))) ??
      (parameters.length > 0 ? await disagreement(`the parameters ${where}`, gradients, parameters, (values) => of(values, 'parameters')) : null); // prettier-ignore
    assert.equal(wrong, null, wrong ?? undefined);
  }
}

/** What plans rely on. */
function checkDeclared({ name, weights }: Component, { parameters, buffers, cost, output }: PlacedLayer): void {
  const isWhole = (shape: Shape) => shape.every((extent) => Number.isInteger(extent) && extent > 0);
  for (const each of [...parameters, ...buffers]) assert.ok(isWhole(each.shape), `${each.name} has the shape ${each.shape.join(' x ')}`); // prettier-ignore
  assert.ok(isWhole(output), `its output has the shape ${output.join(' x ')}`);
  assert.ok(Number.isFinite(cost) && cost >= 0, `its cost is ${cost}`);
  for (const { name: each, start } of parameters)
    assert.ok(isStart(start), `${each} starts as ${JSON.stringify(start)}`);
  if (parameters.length === 0) return;
  assert.notEqual(weights, undefined, `${name} has parameters, and does not say whether it is a unit: weights: 'unit' or 'normalization'`); // prettier-ignore
}

function isStart(start: NamedShape['start']): boolean {
  if (typeof start === 'string') return true;
  return Object.values(start).every((value) => typeof value === 'number' && value > 0);
}

const caseOf = (layer: PlacedLayer, input: Shape): Case => ({
  layer,
  inputs: numbers(`${layer.kind} inputs`, rows * sizeOf(input)),
  parameters: numbers(`${layer.kind} parameters`, parameterCount([layer]), 0.6),
  dy: numbers(`${layer.kind} dy`, rows * sizeOf(layer.output)),
});

interface Passed {
  readonly output: Float32Array;
  readonly gradients: Float32Array;
  readonly inputGradient: Float32Array;
}

/** One pass in training, forward and, unless it is not asked for, backward; checks the shapes of what comes out. */
async function passed(kernels: Kernels, { layer, inputs, parameters, dy }: Case, back = true): Promise<Passed> {
  const layers = [layer];
  const before = tf.memory().numTensors;
  const tensors = tf.tidy(() => {
    const slices = [...parameterSlices(layers), ...bufferSlices(layers)];
    const drawing = drawingLayers(layers).map(({ name, output }) => [name, { uniforms: tf.tensor(numbers(name, rows * sizeOf(output)).map((value) => (value + 1) / 2), [rows, ...output]) }]); // prettier-ignore
    const buffers = bufferSlices(layers).map(({ shape }) => tf.zeros([...shape]));
    const work = {
      ...{ kernels, training: true, drawn: Object.fromEntries(drawing) as Record<string, Record<string, Tensor>> },
      bound: bound(slices, [...cut(parameterSlices(layers), tf.tensor1d(parameters)), ...buffers]),
    };
    const groups = groupsOf(layers);
    const result = forward(work, groups, tf.tensor(inputs, [rows, ...layer.input]));
    assert.deepEqual(result.output.shape, [rows, ...layer.output], 'the shape of its output is the declared one');
    const output = tf.clone(result.output);
    if (!back) return { output };
    const after = joined(bufferSlices(layers), (owner, name) => result.buffers[owner]?.[name] as Tensor);
    assert.equal(after?.size ?? 0, layer.buffers.reduce((sum, { shape }) => sum + sizeOf(shape), 0), 'it gives new values of its buffers'); // prettier-ignore
    const { input, gradients } = backward(work, groups, result.kept, tf.tensor(dy, [rows, ...layer.output]), true);
    assert.deepEqual(input?.shape, [rows, ...layer.input], 'the gradient of its input has the shape of the input');
    for (const { layer: owner, name, shape } of parameterSlices(layers)) {
      assert.deepEqual(gradients[owner]?.[name]?.shape, [...shape], `the gradient of ${name} has its shape`);
    }
    const gradient = joined(parameterSlices(layers), (owner, name) => gradients[owner]?.[name] as Tensor);
    return { output, input: tf.clone(input as Tensor), ...(gradient && { gradient }) };
  }) as Record<string, Tensor>;
  assert.equal(tf.memory().numTensors, before + Object.keys(tensors).length, 'no tensor is left behind');
  const values = async (tensor: Tensor | undefined) => (tensor ? ((await tensor.data()).slice() as Float32Array) : new Float32Array()); // prettier-ignore
  const [output, gradients, inputGradient] = [await values(tensors['output']), await values(tensors['gradient']), await values(tensors['input'])]; // prettier-ignore
  tf.dispose(Object.values(tensors));
  return { output, gradients, inputGradient };
}
