import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { describeBackends, everyBackend } from '../../testing/each-backend.js';
import { numbers, relativeError } from '../../testing/numbers.js';
import { softmax } from '../softmax.js';
import { differentiable, registerGradients } from './gradients.js';

type Shape = [number, number];
const quarters = (value: number) => Math.round(4 * value) / 4;
const away = (value: number) => Math.sign(value) * (0.3 + Math.abs(value));

/** What an operation makes of two operands, and which values these take: off its kinks and poles. */
const operations: Readonly<
  Record<string, { of: (a: Tensor, b: Tensor) => Tensor; from?: (value: number) => number; b?: Shape }>
> = {
  Add: { of: (a, b) => tf.add(a, b), b: [1, 4] },
  Sub: { of: (a, b) => tf.sub(a, b), b: [3, 1] },
  Multiply: { of: (a, b) => tf.mul(a, b), b: [1, 4] },
  RealDiv: { of: (a, b) => tf.div(a, b), from: away, b: [1, 4] },
  Maximum: { of: (a, b) => tf.maximum(a, tf.add(b, 0.125)), from: quarters, b: [1, 1] },
  Minimum: { of: (a, b) => tf.minimum(a, tf.add(b, 0.125)), from: quarters, b: [1, 1] },
  Neg: { of: (a) => tf.neg(a) },
  Identity: { of: (a) => tf.clone(a) },
  Cast: { of: (a) => tf.cast(a, 'float32') },
  Square: { of: (a) => tf.square(a) },
  Log: { of: (a) => tf.log(a), from: (value) => 0.5 + Math.abs(value) },
  Abs: { of: (a) => tf.abs(a), from: away },
  Relu: { of: (a) => tf.relu(a), from: away },
  Sin: { of: (a) => tf.sin(a) },
  Cos: { of: (a) => tf.cos(a) },
  Softplus: { of: (a) => tf.softplus(a) },
  Exp: { of: (a) => tf.exp(a) },
  Sqrt: { of: (a) => tf.sqrt(a), from: (value) => 0.5 + Math.abs(value) },
  Rsqrt: { of: (a) => tf.rsqrt(a), from: (value) => 0.5 + Math.abs(value) },
  Sigmoid: { of: (a) => tf.sigmoid(a) },
  Tanh: { of: (a) => tf.tanh(a) },
  Reshape: { of: (a) => tf.reshape(a, [2, 6]) },
  ExpandDims: { of: (a) => tf.expandDims(a, 1) },
  Transpose: { of: (a) => tf.transpose(tf.reshape(a, [2, 3, 2]), [1, 2, 0]) },
  Slice: { of: (a) => tf.slice(a, [1, 1], [2, 2]) },
  PadV2: { of: (a) => tf.pad(a, [[1, 0], [0, 2]]) }, // prettier-ignore
  Sum: { of: (a) => tf.sum(a, 1) },
  Mean: { of: (a) => tf.mean(a, 0, true) },
  BatchMatMul: { of: (a, b) => tf.matMul(tf.matMul(tf.matMul(a, b, true, false), a, true, true), tf.matMul(a, b, false, true)), b: [3, 4] }, // prettier-ignore
  Concat: { of: (a, b) => tf.concat([a, b], 0), b: [2, 4] },
  Greater: { of: (a, b) => tf.mul(a, tf.cast(tf.greater(a, tf.add(b, 0.125)), 'float32')), from: quarters, b: [1, 1] },
  GreaterEqual: {
    of: (a, b) => tf.mul(a, tf.cast(tf.greaterEqual(a, tf.add(b, 0.125)), 'float32')),
    from: quarters,
    b: [1, 1],
  },
  Less: { of: (a, b) => tf.mul(a, tf.cast(tf.less(a, tf.add(b, 0.125)), 'float32')), from: quarters, b: [1, 1] },
  LessEqual: {
    of: (a, b) => tf.mul(a, tf.cast(tf.lessEqual(a, tf.add(b, 0.125)), 'float32')),
    from: quarters,
    b: [1, 1],
  },
  Sign: { of: (a) => tf.mul(a, tf.sign(a)), from: away },
  Step: { of: (a) => tf.mul(a, tf.step(a)), from: away },
  Select: { of: (a, b) => tf.where(tf.greater(b, 0), a, tf.mul(a, b)), from: away, b: [3, 4] },
};

it('is tried of every operation', () => {
  expect(Object.keys(operations).sort()).toEqual([...differentiable].sort());
});

describeBackends(everyBackend, () => {
  it('differentiates softmax, which is made of these', async () => {
    registerGradients();
    const [x, weights] = [numbers('softmax', 12), numbers('softmax weights', 12)];
    const [gradient] = tf.tidy(() => [tf.grad((each: Tensor) => tf.sum(tf.mul(softmax(each), tf.tensor(weights, [3, 4]))))(tf.tensor(x, [3, 4]))]) as [Tensor]; // prettier-ignore
    const expected = Array.from({ length: 12 }, (_, at) => {
      const row = 4 * Math.floor(at / 4);
      const exps = Array.from(x.subarray(row, row + 4), Math.exp);
      const shares = exps.map((each) => each / exps.reduce((sum, value) => sum + value, 0));
      const mean = shares.reduce((sum, share, each) => sum + share * (weights[row + each] as number), 0);
      return (shares[at - row] as number) * ((weights[at] as number) - mean);
    });
    expect(relativeError(await gradient.data(), expected)).toBeLessThan(1e-5);
    gradient.dispose();
  });

  it.each(Object.entries(operations))(
    'agrees with difference quotients: %s',
    async (name, { of, from, b: shape = [1, 1] }) => {
      registerGradients();
      const values = (salt: string, count: number) => numbers(`${name} ${salt}`, count).map(from ?? ((value) => value));
      const [a, b] = [values('a', 12), values('b', shape[0] * shape[1])];
      const loss = (x: Tensor, y: Tensor) => {
        const result = of(x, y);
        const weighted = tf.sum(tf.mul(result, tf.tensor(numbers(`${name} weights`, result.size), result.shape)));
        // An operand that an operation does not take has a gradient too: 0.
        return tf.add(weighted, tf.mul(0, tf.sum(y)));
      };
      const found = tf.tidy(() => tf.grads(loss)([tf.tensor(a, [3, 4]), tf.tensor(b, shape)]));
      const at = async (x: Float32Array, y: Float32Array) => {
        const value = tf.tidy(() => loss(tf.tensor(x, [3, 4]), tf.tensor(y, shape)));
        const [number] = await value.data();
        value.dispose();
        return number as number;
      };
      const h = 1 / 64;
      for (const [index, vector] of [a, b].entries()) {
        const quotients: number[] = [];
        for (const place of vector.keys()) {
          const moved = (by: number) => vector.map((value, each) => (each === place ? value + by : value));
          const of2 = (by: number) => (index === 0 ? at(moved(by), b) : at(a, moved(by)));
          quotients.push(((await of2(h)) - (await of2(-h))) / (2 * h));
        }
        const gradient = await (found[index] as Tensor).data();
        if (Math.max(...quotients.map(Math.abs)) < 1e-6) expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-6);
        else expect(relativeError(gradient, quotients)).toBeLessThan(5e-3);
      }
      tf.dispose(found);
    },
  );
});
