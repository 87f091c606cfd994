import { sha256, sizeOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import type { Kernels } from '../kernels/kernels.js';
import { portableKernels } from '../kernels/portable.js';
import { describeBackends } from '../testing/each-backend.js';
import { probeKernels } from './probe.js';

/** Each probe asks the same of it, which takes pure JavaScript most of the time of a probe: it answers once. */
const answers = new Map<string, ArrayLike<number>>();
const convolveFilterGradient: Kernels['convolveFilterGradient'] = (dy, x, filter, ...how) => {
  const asked = [dy, x].map((tensor) => [tensor.shape, sha256(new Uint8Array(tensor.dataSync().slice().buffer))]);
  const key = JSON.stringify([asked, filter, how]);
  const answer = answers.get(key);
  if (answer) return tf.tensor4d(Float32Array.from(answer), filter as [number, number, number, number]);
  const computed = portableKernels.convolveFilterGradient(dy, x, filter, ...how);
  answers.set(key, computed.dataSync().slice());
  return computed;
};
const original: Kernels = { ...portableKernels, convolveFilterGradient };

describeBackends(['cpu'], (backend) => {
  const probing = (kernels: Partial<Kernels>) => probeKernels({ ...backend(), kernels: { ...original, ...kernels } });

  /** Half of what is right, where `larger`. */
  const halvedIf = <T extends Tensor>(larger: boolean, x: T): T => (larger ? (tf.mul(x, 0.5) as T) : x);
  const halvedGradient =
    (larger: (logits: Tensor2D) => boolean): Kernels['crossEntropy'] =>
    (logits, labels) => {
      const { mean, gradient } = original.crossEntropy(logits, labels);
      return { mean, gradient: halvedIf(larger(logits), gradient) };
    };
  const halvedLoss =
    (larger: (logits: Tensor2D) => boolean): Kernels['crossEntropy'] =>
    (logits, labels) => {
      const { mean, gradient } = original.crossEntropy(logits, labels);
      return { mean: halvedIf(larger(logits), mean), gradient };
    };
  const convolvedIf = (
    larger: (image: readonly number[], filter: readonly number[], stride: number) => boolean,
  ): Partial<Kernels>[] => [
    {
      convolve: (x, filter, stride, padding) =>
        halvedIf(larger(x.shape, filter.shape, stride), original.convolve(x, filter, stride, padding)),
    },
    {
      convolveInputGradient: (dy, filter, x, stride, padding) =>
        halvedIf(larger(x, filter.shape, stride), original.convolveInputGradient(dy, filter, x, stride, padding)),
    },
    {
      convolveFilterGradient: (dy, x, filter, stride, padding) =>
        halvedIf(larger(x.shape, filter, stride), original.convolveFilterGradient(dy, x, filter, stride, padding)),
    },
  ];
  /** The last element of larger outputs, and nothing else, is another number. */
  const lastOf = <T extends Tensor>(x: T): T => {
    const last = tf.oneHot(tf.scalar(x.size - 1, 'int32'), x.size);
    return (x.size > 100 ? tf.add(x, tf.reshape(tf.cast(last, 'float32'), x.shape)) : x) as T;
  };
  const numbersOnly = <T extends Tensor>(x: T): T => tf.where(tf.isNaN(x), tf.zerosLike(x), x) as T;

  const larger: Readonly<Record<string, [Partial<Kernels>, string]>> = {
    'a gradient halved above 20 classes': [{ crossEntropy: halvedGradient(({ shape }) => shape[1] > 20) }, 'crossEntropy wrong (many classes'],
    'a gradient halved above a batch of 16': [{ crossEntropy: halvedGradient(({ shape }) => shape[0] > 16) }, 'crossEntropy wrong (many classes'],
    'a gradient halved above 100 classes': [{ crossEntropy: halvedGradient(({ shape }) => shape[1] > 100) }, 'crossEntropy wrong (hundreds of classes)'],
    'a gradient halved above a batch of 128': [{ crossEntropy: halvedGradient(({ shape }) => shape[0] > 128) }, 'crossEntropy wrong (a large batch of few classes)'],
    'a loss halved above 20 classes': [{ crossEntropy: halvedLoss(({ shape }) => shape[1] > 20) }, 'crossEntropy wrong (many classes, a larger batch): the result'],
    'a loss halved above a batch of 16': [{ crossEntropy: halvedLoss(({ shape }) => shape[0] > 16) }, 'crossEntropy wrong (many classes, a larger batch): the result'],
    'windows above 3 averaged': [{ maxPool: (x, window, stride) => (window > 3 ? tf.avgPool(x, window, stride ?? window, 'valid') : original.maxPool(x, window, stride)) }, 'maxPool wrong (a window of four'],
    'windows above 4 averaged': [{ maxPool: (x, window, stride) => (window > 4 ? tf.avgPool(x, window, stride ?? window, 'valid') : original.maxPool(x, window, stride)) }, 'maxPool wrong (a window of five'],
    'a gradient of windows above 3 halved': [{ maxPoolGradient: (dy, x, y, window, stride) => halvedIf(window > 3, original.maxPoolGradient(dy, x, y, window, stride)) }, 'maxPoolGradient wrong (a window of four'],
    'pooling halved above 16 channels': [{ maxPool: (x, window, stride) => halvedIf(x.shape[3] > 16, original.maxPool(x, window, stride)) }, 'maxPool wrong (a window of five, many channels)'],
    'pooling halved above a batch of 16': [{ maxPool: (x, window, stride) => halvedIf(x.shape[0] > 16, original.maxPool(x, window, stride)) }, 'maxPool wrong (a window of four in a larger batch)'],
    ...Object.fromEntries(
      ([
        ['filters above 5 x 5', (_image, filter) => (filter[0] as number) > 5],
        ['above 16 input channels', (image) => (image[3] as number) > 16],
        ['above 64 input channels', (image) => (image[3] as number) > 64],
        ['above 16 filters', (_image, filter) => (filter[3] as number) > 16],
        ['above a batch of 16', (image) => (image[0] as number) > 16],
        ['large images', (image) => (image[1] as number) > 30],
        ['filters above 5 x 5 at stride 4', (_image, filter, stride) => (filter[0] as number) > 5 && stride === 4],
      ] as [string, Parameters<typeof convolvedIf>[0]][]).flatMap(([what, when]) =>
        convolvedIf(when).map((kernels) => { const kernel = Object.keys(kernels)[0] as string; return [`${kernel} scaled: ${what}`, [kernels, `${kernel} wrong`]]; }),
      ),
    ) as Readonly<Record<string, [Partial<Kernels>, string]>>,
    'products above 4,096 elements scaled': [{ multiply: (a, b, first, second) => { const product = original.multiply(a, b, first, second); return halvedIf(product.size > 4096, product); } }, 'multiply wrong (larger matrices)'],
    'operands above 4,096 elements scaled': [{ multiply: (a, b, first, second) => halvedIf(a.size > 4096, original.multiply(a, b, first, second)) }, 'multiply wrong (larger matrices)'],
    'products of both transposed scaled, above 4,096 elements': [{ multiply: (a, b, first, second) => { const product = original.multiply(a, b, first, second); return halvedIf(first && second && product.size > 4096, product); } }, 'multiply wrong (larger matrices, both transposed)'],
    'sums above 1,024 summands cut off': [{ multiply: (a, b, first, second) => halvedIf((a.shape[first ? 0 : 1]) > 1024, original.multiply(a, b, first, second)) }, 'multiply wrong (a sum of thousands)'],
    'rows above 64 shifted': [{ multiply: (a, b, first, second) => { const product = original.multiply(a, b, first, second); return product.shape[0] > 64 ? tf.reverse(product, 0) : product; } }, 'multiply wrong (larger matrices)'],
    'a ReLU without its last element': [{ relu: (x) => lastOf(original.relu(x)) }, 'relu wrong (many rows of many numbers): a weighted sum from element'],
    'a gradient of ReLU halved above 1,000 elements': [{ reluGradient: (dy, y) => halvedIf(dy.size > 1000, original.reluGradient(dy, y)) }, 'reluGradient wrong (many rows'],
    'a bias halved above 100 numbers': [{ addBias: (x, bias) => tf.add(x, halvedIf(bias.size > 100, bias)) as never }, 'addBias wrong (many rows'],
    'a gradient of the bias halved above 500 rows': [{ biasGradient: (dy) => halvedIf(sizeOf(dy.shape.slice(0, -1)) > 500, original.biasGradient(dy)) }, 'biasGradient wrong (larger images)'],
    'cross-entropy that makes 0 of NaN': [{ crossEntropy: (logits, labels) => original.crossEntropy(numbersOnly(logits), labels) }, 'crossEntropy wrong (what is not a number): the result: NaN expected, got'],
    'a loss that makes 0 of NaN': [{ crossEntropy: (logits, labels) => { const { mean, gradient } = original.crossEntropy(logits, labels); return { mean: numbersOnly(mean), gradient }; } }, 'crossEntropy wrong (what is not a number): the result: NaN expected, got 0'],
    'a ReLU that makes 0 of NaN': [{ relu: (x) => numbersOnly(original.relu(x)) }, 'relu wrong (what is not a number): element [0, 1]: NaN expected, got 0'],
    'a convolution that makes 0 of NaN': [{ convolve: (x, filter, stride, padding) => numbersOnly(original.convolve(x, filter, stride, padding)) }, 'convolve wrong (what is not a number)'],
    'a product that makes 0 of NaN': [{ multiply: (a, b, first, second) => numbersOnly(original.multiply(a, b, first, second)) }, 'multiply wrong (what is not a number)'],
    'a bias that makes 0 of NaN': [{ addBias: (x, bias) => numbersOnly(original.addBias(x, bias)) }, 'addBias wrong (what is not a number)'],
    'a gradient of the bias that makes 0 of NaN': [{ biasGradient: (dy) => numbersOnly(original.biasGradient(dy)) }, 'biasGradient wrong (what is not a number)'],
    'a ReLU that lifts tiny numbers': [{ relu: (x) => tf.where(tf.logicalAnd(tf.greater(x, 0), tf.less(x, 1e-30)), tf.fill(x.shape, 1e-30), original.relu(x)) as never }, 'relu wrong (below the smallest normal number)'],
    'cross-entropy of probabilities that are held above zero': [{ crossEntropy: (logits, labels) => { const { gradient } = original.crossEntropy(logits, labels); const p = tf.maximum(tf.softmax(logits), 1e-38); return { mean: tf.neg(tf.mean(tf.sum(tf.mul(tf.oneHot(labels, logits.shape[1]), tf.log(p)), 1))), gradient }; } }, 'crossEntropy wrong'],
  }; // prettier-ignore

  it.each(Object.entries(larger))('refuses what is wrong beyond small numbers: %s', async (_, [kernels, message]) => {
    await expect(probing(kernels)).rejects.toMatchObject({ code: 'SB_BACKEND_WRONG', message: expect.stringContaining(message) }); // prettier-ignore
  });

  it('takes zero for numbers below the smallest normal one', async () => {
    const flushed = <T extends Tensor>(x: T) => tf.where(tf.less(tf.abs(x), 2 ** -126), tf.zerosLike(x), x) as T;
    await probing({ relu: (x) => (x.shape.join() === '2,2' ? flushed(original.relu(x)) : original.relu(x)) });
  });

  it('asks devices whose shaders may drop NaN only for the loss of it', async () => {
    const shaders = (kernels: Partial<Kernels>) => probeKernels({ ...backend(), identity: { ...backend().identity, name: 'webgpu' }, kernels: { ...original, ...kernels } }); // prettier-ignore
    await shaders({ relu: (x) => numbersOnly(original.relu(x)) });
    const crossEntropy: Kernels['crossEntropy'] = (logits, labels) => original.crossEntropy(numbersOnly(logits), labels); // prettier-ignore
    await expect(shaders({ crossEntropy })).rejects.toThrow('crossEntropy wrong (what is not a number): the result');
  });
});
