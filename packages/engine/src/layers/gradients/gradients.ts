import * as tf from '@tensorflow/tfjs-core';
import type { GradConfig, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';

/*
 * Gradients of the operations of which layers are made. TensorFlow.js has them too, but not where only its core is loaded,
 * as on wasm; these are the same on every backend.
 */

const { getReductionAxes } = tf.broadcast_util;

/** What was repeated to fit the other operand is added up. */
function reduced(gradient: Tensor, shape: number[]): Tensor {
  const axes = getReductionAxes(shape, gradient.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(gradient, axes) : gradient, shape);
}

type OfTwo = (dy: Tensor, a: Tensor, b: Tensor) => Tensor;

const binary = (kernelName: string, da: OfTwo, db: OfTwo): GradConfig => ({
  kernelName,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => reduced(da(dy as Tensor, a as Tensor, b as Tensor), (a as Tensor).shape),
    b: () => reduced(db(dy as Tensor, a as Tensor, b as Tensor), (b as Tensor).shape),
  }),
});

type OfOne = (dy: Tensor, x: Tensor, attributes: NamedAttrMap) => Tensor;

/** By the input. @param input what TensorFlow.js calls it. */
const unary = (kernelName: string, dx: OfOne, input = 'x'): GradConfig => ({
  kernelName,
  inputsToSave: [input],
  gradFunc: (dy, [x], attributes) => ({ [input]: () => dx(dy as Tensor, x as Tensor, attributes) }),
});

/** By the output. */
const byOutput = (kernelName: string, dx: OfOne, input = 'x'): GradConfig => ({
  kernelName,
  outputsToSave: [true],
  gradFunc: (dy, [y], attributes) => ({ [input]: () => dx(dy as Tensor, y as Tensor, attributes) }),
});

const where = (condition: Tensor, dy: Tensor) => tf.mul(dy, tf.cast(condition, 'float32'));

/** A gradient by the axes that are left, as it belongs to all. */
function spread(dy: Tensor, shape: readonly number[], axis: unknown): { dy: Tensor; count: number } {
  const axes = tf.util.parseAxisParam(axis as number | number[], [...shape]);
  const kept = shape.map((extent, at) => (axes.includes(at) ? 1 : extent));
  const count = axes.reduce((product, at) => product * (shape[at] as number), 1);
  return { dy: tf.mul(tf.reshape(dy, kept), tf.ones([...shape])), count };
}

const products: GradConfig = {
  kernelName: tf.BatchMatMul,
  inputsToSave: ['a', 'b'],
  gradFunc: (given, saved, attributes) => {
    const [dy, a, b] = [given as Tensor, saved[0] as Tensor, saved[1] as Tensor];
    const { transposeA, transposeB } = attributes as unknown as { transposeA: boolean; transposeB: boolean };
    const times = (left: Tensor, right: Tensor, flipLeft: boolean, flipRight: boolean) =>
      tf.matMul(left, right, flipLeft, flipRight);
    return {
      a: () => (transposeA ? times(b, dy, transposeB, true) : times(dy, b, false, !transposeB)),
      b: () => (transposeB ? times(dy, a, true, transposeA) : times(a, dy, !transposeA, false)),
    };
  },
};

const joining: GradConfig = {
  kernelName: tf.Concat,
  saveAllInputs: true,
  gradFunc: (dy, saved, attributes) => {
    const axis = tf.util.parseAxisParam(attributes['axis'] as number, (saved[0] as Tensor).shape)[0] as number;
    const pieces = tf.split(dy as Tensor, saved.map(({ shape }) => shape[axis] as number), axis); // prettier-ignore
    return Object.fromEntries(pieces.map((piece, at) => [at, () => piece]));
  },
};

const choice: GradConfig = {
  kernelName: tf.Select,
  inputsToSave: ['condition'],
  gradFunc: (dy, [condition]) => ({
    condition: () => tf.zeros((condition as Tensor).shape),
    t: () => where(condition as Tensor, dy as Tensor),
    e: () => where(tf.logicalNot(condition as Tensor), dy as Tensor),
  }),
};

/** Of what stays the same from step to step of its operands. */
const flat = (kernelName: string, ...inputs: readonly string[]): GradConfig => ({
  kernelName,
  inputsToSave: [...inputs],
  gradFunc: (_, saved) => Object.fromEntries(inputs.map((name, at) => [name, () => tf.zeros((saved[at] as Tensor).shape)])), // prettier-ignore
});

const all: readonly GradConfig[] = [
  binary(tf.Add, (dy) => dy, (dy) => dy), // prettier-ignore
  binary(tf.Sub, (dy) => dy, (dy) => tf.neg(dy)), // prettier-ignore
  binary(tf.Multiply, (dy, _, b) => tf.mul(dy, b), (dy, a) => tf.mul(dy, a)), // prettier-ignore
  binary(tf.RealDiv, (dy, _, b) => tf.div(dy, b), (dy, a, b) => tf.neg(tf.div(tf.mul(dy, a), tf.square(b)))), // prettier-ignore
  binary(tf.Maximum, (dy, a, b) => where(tf.greaterEqual(a, b), dy), (dy, a, b) => where(tf.less(a, b), dy)), // prettier-ignore
  binary(tf.Minimum, (dy, a, b) => where(tf.lessEqual(a, b), dy), (dy, a, b) => where(tf.greater(a, b), dy)), // prettier-ignore
  unary(tf.Neg, (dy) => tf.neg(dy)),
  unary(tf.Identity, (dy) => tf.clone(dy)),
  unary(tf.Cast, (dy) => tf.clone(dy)),
  unary(tf.Square, (dy, x) => tf.mul(dy, tf.mul(2, x))),
  unary(tf.Log, (dy, x) => tf.div(dy, x)),
  unary(tf.Abs, (dy, x) => tf.mul(dy, tf.sign(x))),
  unary(tf.Relu, (dy, x) => where(tf.greater(x, 0), dy)),
  unary(tf.Sin, (dy, x) => tf.mul(dy, tf.cos(x))),
  unary(tf.Cos, (dy, x) => tf.neg(tf.mul(dy, tf.sin(x)))),
  unary(tf.Softplus, (dy, x) => tf.mul(dy, tf.sigmoid(x))),
  byOutput(tf.Exp, (dy, y) => tf.mul(dy, y)),
  byOutput(tf.Sqrt, (dy, y) => tf.div(dy, tf.mul(2, y))),
  byOutput(tf.Rsqrt, (dy, y) => tf.neg(tf.mul(dy, tf.div(tf.mul(y, tf.square(y)), 2)))),
  byOutput(tf.Sigmoid, (dy, y) => tf.mul(dy, tf.mul(y, tf.sub(1, y)))),
  byOutput(tf.Tanh, (dy, y) => tf.mul(dy, tf.sub(1, tf.square(y)))),
  unary(tf.Reshape, (dy, x) => tf.reshape(dy, x.shape)),
  unary(tf.ExpandDims, (dy, x) => tf.reshape(dy, x.shape), 'input'),
  unary(tf.Transpose, (dy, _, { perm }) => tf.transpose(dy, inverse(perm as number[]))),
  unary(tf.Slice, (dy, x, { begin }) => tf.pad(dy, x.shape.map((extent, at): [number, number] => [(begin as number[])[at] as number, extent - ((begin as number[])[at] as number) - (dy.shape[at] as number)]))), // prettier-ignore
  unary(tf.PadV2, (dy, x, { paddings }) => tf.slice(dy, (paddings as unknown as [number, number][]).map(([before]) => before), x.shape)), // prettier-ignore
  unary(tf.Sum, (dy, x, { axis }) => spread(dy, x.shape, axis).dy),
  unary(tf.Mean, (dy, x, { axis }) => {
    const { dy: all, count } = spread(dy, x.shape, axis);
    return tf.div(all, count);
  }),
  ...[products, joining, choice],
  ...[tf.Greater, tf.GreaterEqual, tf.Less, tf.LessEqual].map((name) => flat(name, 'a', 'b')),
  ...[tf.Sign, tf.Step].map((name) => flat(name, 'x')),
];

function inverse(order: readonly number[]): number[] {
  return order.map((_, at) => order.indexOf(at));
}

let registered = false;

/** Lets TensorFlow.js differentiate these operations; others of its packages may have said how before. */
export function registerGradients(): void {
  if (registered) return;
  registered = true;
  for (const each of all) tf.registerGradient(each);
}

/** Names of the operations, as TensorFlow.js calls its kernels. */
export const differentiable: readonly string[] = all.map(({ kernelName }) => kernelName);
