import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeBackends } from '../testing/each-backend.js';
import { propertySeed } from '../testing/numbers.js';
import { type Tensors, uncompiled } from './computation.js';
import { nodeName } from './node-name.js';
import { type Load, loadTensors, type Repeated } from './program.js';

it('keeps names of our own, and makes any other one that TensorFlow takes', () => {
  expect(nodeName('state/slot/mean-square_2/residual1/conv1')).toBe('state/slot/mean-square_2/residual1/conv1');
  expect(nodeName('somebody:spline@2')).toBe('somebody.003aspline.00402');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => void expect(nodeName(name)).toMatch(/^[A-Za-z0-9_./-]*$/)), { seed: propertySeed }); // prettier-ignore
});

it('makes two names of two names', () => {
  const signs = fc.constantFrom('.', ':', '0', '3', 'a', '/', '.003a', 'é');
  const names = fc.array(signs, { maxLength: 6 }).map((list) => list.join(''));
  fc.assert(fc.property(names, names, (a, b) => void expect(nodeName(a) === nodeName(b)).toBe(a === b)), { seed: propertySeed, numRuns: 2000 }); // prettier-ignore
});

/** What two steps give of a program in which everything has a name that TensorFlow does not take. */
async function twoSteps(load: Load): Promise<Record<string, number[]>> {
  const repeated: Repeated = {
    key: 'names of plugins',
    state: { 'slot/somebody:mean': tf.tensor1d([1, 2]) },
    constants: { 'constant/somebody:near/center': tf.tensor1d([3, 5]) },
    draws: { 'drawn/somebody:spline1/uniforms': { key: [7, 8], shape: [2] } },
    computation: (all) =>
      tf.tidy(() => {
        const next = tf.add(tf.mul(all['slot/somebody:mean']!, all['constant/somebody:near/center']!), all['drawn/somebody:spline1/uniforms']!); // prettier-ignore
        return { 'slot/somebody:mean': next, 'loss of: é': tf.mul(next, all['batch/a b']!) };
      }),
  };
  const program = load(repeated);
  const inputs = { 'batch/a b': tf.tensor1d([2, 4]) };
  const found: Tensors[] = [program.run(inputs, 0), program.run(inputs, 1), program.state()];
  const values: Record<string, number[]> = {};
  for (const [at, tensors] of found.entries())
    for (const [name, tensor] of Object.entries(tensors)) values[`${name} ${at}`] = Array.from(await tensor.data());
  tf.dispose(found as Record<string, tf.Tensor>[]);
  tf.dispose(inputs);
  program.dispose();
  return values;
}

describeBackends(['tensorflow'], (backend) => {
  it('computes in a graph what has such names, the same as one by one', async () => {
    const values = await twoSteps(backend().kernels.load);
    expect(Object.keys(values)).toEqual(['loss of: é 0', 'loss of: é 1', 'slot/somebody:mean 2']);
    expect(values).toEqual(await twoSteps(loadTensors(uncompiled)));
  });

  it('compiles what has such names', async () => {
    const double = backend().kernels.compile('such names', (all: Tensors) => ({ 'of:x': tf.mul(all['x:y']!, 2) }));
    const apply = (value: number) => tf.tidy(() => double({ 'x:y': tf.scalar(value) })['of:x'].dataSync()[0]);
    expect([apply(2), apply(3)]).toEqual([4, 6]);
  });
});
