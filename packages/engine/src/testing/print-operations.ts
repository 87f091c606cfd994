import { instructionSetPins, sha256 } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { backends } from '../backends/choose.js';
import type { Kernels } from '../kernels/kernels.js';
import { numbers } from './numbers.js';

/*
 * A process of its own for tests and for tools: runs each operation of a training step on fixed numbers, on the backend
 * that is named, pinned to the instruction set that may follow it, and prints the digest of each output. It shows which operation a processor changes.
 */

const random = (salt: string, ...shape: number[]): Tensor =>
  tf.tensor(
    numbers(
      salt,
      shape.reduce((product, extent) => product * extent, 1),
    ),
    shape,
  );

/** Batch, extent, channels, filters, kernel and stride of a convolution. */
const convolutions = [
  [8, 8, 1, 4, 3, 1],
  [16, 28, 1, 16, 3, 1],
  [16, 14, 16, 32, 3, 1],
  [16, 7, 32, 32, 3, 1],
  [4, 16, 8, 12, 5, 2],
] as const;
/** Rows, inner extent and columns of a product. */
const products = [
  [8, 24, 10],
  [16, 64, 10],
  [16, 800, 64],
  [64, 300, 100],
  [3, 2000, 5],
] as const;

function* operations(kernels: Kernels): Generator<readonly [string, () => Tensor]> {
  for (const [batch, extent, channels, filters, kernel, stride] of convolutions) {
    const name = `${batch}x${extent}x${extent}x${channels} ${kernel}x${kernel}x${filters}${stride > 1 ? ` stride ${stride}` : ''}`;
    const x = random('x', batch, extent, extent, channels) as Tensor4D;
    const filter = random('filter', kernel, kernel, channels, filters) as Tensor4D;
    const out = Math.ceil(extent / stride);
    const dy = random('dy', batch, out, out, filters) as Tensor4D;
    const bias = random('bias', filters) as Tensor1D;
    yield [`convolve ${name}`, () => kernels.convolve(x, filter, stride)];
    yield [`convolveInputGradient ${name}`, () => kernels.convolveInputGradient(dy, filter, x.shape, stride)];
    yield [`convolveFilterGradient ${name}`, () => kernels.convolveFilterGradient(dy, x, filter.shape, stride)];
    yield [`biasGradient ${name}`, () => kernels.biasGradient(dy)];
    yield [`addBias ${name}`, () => kernels.addBias(dy, bias)];
    yield [`maxPool ${name}`, () => kernels.maxPool(dy, 2)];
    yield [
      `maxPoolGradient ${name}`,
      () => {
        const y = kernels.maxPool(dy, 2);
        return kernels.maxPoolGradient(tf.mul(y, 0.3), dy, y, 2);
      },
    ];
  }
  for (const [rows, inner, columns] of products) {
    for (const [transposeA, transposeB] of [
      [false, false],
      [true, false],
      [false, true],
    ] as const) {
      const a = random('a', ...(transposeA ? [inner, rows] : [rows, inner])) as Tensor2D;
      const b = random('b', ...(transposeB ? [columns, inner] : [inner, columns])) as Tensor2D;
      const name = `multiply ${rows}x${inner}${transposeA ? ' transposed' : ''} ${inner}x${columns}${transposeB ? ' transposed' : ''}`;
      yield [name, () => kernels.multiply(a, b, transposeA, transposeB)];
    }
  }
  for (const [rows, classes] of [
    [8, 3],
    [16, 10],
    [250, 200],
  ] as const) {
    const logits = random('logits', rows, classes) as Tensor2D;
    const labels = tf.tensor1d(
      Int32Array.from({ length: rows }, (_, row) => (7 * row) % classes),
      'int32',
    );
    yield [`crossEntropy ${rows}x${classes}, mean`, () => kernels.crossEntropy(logits, labels).mean];
    yield [`crossEntropy ${rows}x${classes}, gradient`, () => kernels.crossEntropy(logits, labels).gradient];
  }
  const vector = random('vector', 10007);
  const other = random('other', 10007);
  yield ['relu', () => kernels.relu(vector)];
  yield ['reluGradient', () => kernels.reluGradient(other, vector)];
  yield ['norm', () => tf.sqrt(tf.sum(tf.square(vector)))];
  yield ['descent', () => tf.sub(vector, tf.mul(tf.add(tf.mul(other, 0.9), vector), 0.05))];
  yield ['quotient', () => tf.div(vector, other)];
}

const provider = backends.find(({ name }) => name === process.argv[2]);
if (!provider) throw new TypeError('name a backend');
const { kernels, identity } = await provider.open({ isa: instructionSetPins.find((isa) => isa === process.argv[3]) });
const digests: Record<string, string> = {};
for (const [name, compute] of operations(kernels)) {
  const output = tf.tidy(compute);
  const values = (await output.data()) as Float32Array;
  digests[name] = sha256(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)).slice(0, 12);
  output.dispose();
}
console.log(JSON.stringify({ identity, digests }));
