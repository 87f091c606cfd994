import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import type { Kernels } from '../kernels/kernels.js';
import { portableKernels } from '../kernels/portable.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { probeKernels } from './probe.js';

describeBackends([...everyBackend, 'webgpu'], (backend) => {
  it('computes every kernel as it is defined, and the probe leaves nothing behind', async () => {
    const before = tf.memory().numTensors;
    await probeKernels(backend());
    expect(tf.memory().numTensors).toBe(before);
  });
});

describeBackends(['cpu'], (backend) => {
  const probing = (kernels: Partial<Kernels>) =>
    probeKernels({ ...backend(), kernels: { ...backend().kernels, ...kernels } });

  it('names a kernel that is missing', async () => {
    const relu = () => {
      throw new Error("Kernel 'Relu' not registered");
    };
    await expect(probing({ relu })).rejects.toMatchObject({
      code: 'SB_BACKEND_KERNEL',
      exitCode: 4,
      message: `the backend "cpu" cannot compute relu (small and large values of either sign): Kernel 'Relu' not registered`,
    });
  });

  it('names a kernel that disposes its inputs', async () => {
    const biasGradient = (dy: Tensor) => {
      const sum = portableKernels.biasGradient(dy);
      dy.dispose();
      return sum;
    };
    await expect(probing({ biasGradient })).rejects.toThrow(
      'cannot compute biasGradient (rows): it disposes its inputs',
    );
  });

  const original = portableKernels;
  const lastOfTies = (dy: Tensor4D, x: Tensor4D, _y: Tensor4D, window: number): Tensor4D => {
    const turned = tf.reverse(x, [1, 2]);
    const fits = x.shape[1] % window === 0 && x.shape[2] % window === 0;
    if (!fits) return original.maxPoolGradient(dy, x, original.maxPool(x, window), window);
    const pooled = original.maxPool(turned, window);
    return tf.reverse(original.maxPoolGradient(tf.reverse(dy, [1, 2]), turned, pooled, window), [1, 2]);
  };
  const squared = (logits: Tensor2D, labels: Tensor1D) => {
    const [batch, classes] = logits.shape;
    const difference = tf.sub(logits, tf.oneHot(labels, classes)) as Tensor2D;
    return { mean: tf.div(tf.sum(tf.square(difference)), batch), gradient: tf.mul(difference, 2 / batch) as Tensor2D };
  };

  it('says which element of which case is wrong, what it should be and what it is', async () => {
    await expect(probing({ crossEntropy: squared })).rejects.toMatchObject({
      code: 'SB_BACKEND_WRONG',
      exitCode: 4,
      hint: expect.stringContaining('another --backend'),
      message: expect.stringMatching(
        /^the backend "cpu" computes crossEntropy wrong \(several classes\): the result: [\d.]+ expected, got [\d.]+, which is off by more than [\d.e-]+$/,
      ),
    });
  });

  const wrongs: Readonly<Record<string, [Partial<Kernels>, string]>> = {
    'cross-entropy that is clipped': [{ crossEntropy: (logits, labels) => original.crossEntropy(tf.clipByValue(logits, -50, 50), labels) }, 'crossEntropy wrong (large logits'],
    'cross-entropy that is summed': [{ crossEntropy: (logits, labels) => { const { mean, gradient } = original.crossEntropy(logits, labels); return { mean: tf.mul(mean, labels.size), gradient }; } }, 'crossEntropy wrong (several classes)'],
    'cross-entropy whose gradient is summed': [{ crossEntropy: (logits, labels) => { const { mean, gradient } = original.crossEntropy(logits, labels); return { mean, gradient: tf.mul(gradient, labels.size) as Tensor2D }; } }, 'crossEntropy wrong (several classes): element [0, 0]'],
    'cross-entropy that overflows': [{ crossEntropy: (logits, labels) => { const e = tf.exp(logits); const p = tf.div(e, tf.sum(e, 1, true)); const one = tf.oneHot(labels, logits.shape[1]); return { mean: tf.neg(tf.mean(tf.sum(tf.mul(one, tf.log(p)), 1))), gradient: tf.div(tf.sub(p, one), labels.size) as Tensor2D }; } }, 'crossEntropy wrong (large logits, right and wrong): the result'],
    'the last of equal maxima': [{ maxPoolGradient: lastOfTies }, 'maxPoolGradient wrong (ties)'],
    'pooling by the mean': [{ maxPool: (x, window) => tf.avgPool(x, window, window, 'valid') }, 'maxPool wrong'],
    'pooling that pads': [{ maxPool: (x, window) => tf.maxPool(x, window, window, 'same') }, 'maxPool wrong (rows and columns that fill no window): shape'],
    'pooling that begins at zero': [{ maxPool: (x, window) => tf.relu(original.maxPool(x, window)) }, 'maxPool wrong'],
    'clipping at six': [{ relu: (x) => tf.relu6(x) as never }, 'relu wrong (small and large values of either sign): element [1, 1]: 6.5 expected, got 6,'],
    'a ReLU that leaks': [{ relu: (x) => tf.leakyRelu(x, 0.01) as never }, 'relu wrong'],
    'a gradient where the output is zero': [{ reluGradient: (dy, y) => tf.mul(dy, tf.cast(tf.greaterEqual(y, 0), 'float32')) }, 'reluGradient wrong'],
    'gradients that are clipped': [{ reluGradient: (dy, y) => tf.clipByValue(original.reluGradient(dy, y), -10, 10) as never }, 'reluGradient wrong'],
    'filters that are turned': [{ convolve: (x, filter, stride) => original.convolve(x, tf.reverse(filter, [0, 1]), stride) }, 'convolve wrong'],
    'square filters that are transposed': [{ convolve: (x, filter, stride) => original.convolve(x, filter.shape[0] === filter.shape[1] ? tf.transpose(filter, [1, 0, 2, 3]) : filter, stride) }, 'convolve wrong'],
    'padding at the other end': [{ convolve: (x, filter, stride) => tf.reverse(original.convolve(tf.reverse(x, [1, 2]), tf.reverse(filter, [0, 1]), stride), [1, 2]) }, 'convolve wrong'],
    'a filter gradient without its stride': [{ convolveFilterGradient: (dy, x, filter, stride) => tf.mul(original.convolveFilterGradient(dy, x, filter, stride), stride > 3 ? 0.5 : 1) }, 'convolveFilterGradient wrong (a stride that leaves pixels out)'],
    'an input gradient of a turned filter': [{ convolveInputGradient: (dy, filter, x, stride) => original.convolveInputGradient(dy, tf.reverse(filter, [0, 1]), x, stride) }, 'convolveInputGradient wrong'],
    'no bias': [{ addBias: (x) => tf.clone(x) }, 'addBias wrong'],
    'a bias along the other axis': [{ addBias: (x, bias) => (x.shape[0] === x.shape[1] && x.rank === 2 ? tf.add(x, tf.reshape(bias, [-1, 1])) : tf.add(x, bias)) as never }, 'addBias wrong (a square)'],
    'no gradient of the bias': [{ biasGradient: (dy) => tf.zeros([dy.shape.at(-1) as number]) }, 'biasGradient wrong (rows): element [0]'],
    'a gradient of the bias that is a mean': [{ biasGradient: (dy) => tf.mean(tf.reshape(dy, [-1, dy.shape.at(-1) as number]), 0) }, 'biasGradient wrong'],
    'products of half as many digits': [{ multiply: (a, b, first, second) => original.multiply(tf.div(tf.round(tf.mul(a, 2)), 2), b, first, second) }, 'multiply wrong'],
    'a long sum that is cut off': [{ multiply: (a, b, first, second) => { const inner = a.shape[first ? 0 : 1]; const product = original.multiply(a, b, first, second); return inner > 64 ? tf.mul(product, 64 / inner) : product; } }, 'multiply wrong (a long sum)'],
    'results that are not numbers': [{ multiply: (a, b, first, second) => tf.mul(original.multiply(a, b, first, second), NaN) }, 'got NaN'],
    'graphs that keep their first numbers': [{ compile: (_key, computation) => { let kept: ReturnType<typeof computation> | undefined; return (inputs) => (kept ??= computation(inputs)); } }, 'compile wrong'],
  }; // prettier-ignore

  it.each(Object.entries(wrongs))('refuses %s', async (_, [kernels, message]) => {
    await expect(probing(kernels)).rejects.toThrow(message);
    await expect(probing(kernels)).rejects.toMatchObject({ code: 'SB_BACKEND_WRONG' });
  });

  it('takes products of fewer digits where the backend says that it has them, and only there', async () => {
    const rounded = <T extends Tensor>(x: T): T => {
      const step = tf.pow(2, tf.sub(tf.floor(tf.div(tf.log(tf.maximum(tf.abs(x), 1e-30)), Math.LN2)), 10));
      return tf.mul(tf.round(tf.div(x, step)), step) as T;
    };
    const multiply: Kernels['multiply'] = (a, b, first, second) => rounded(original.multiply(rounded(a), rounded(b), first, second)); // prettier-ignore
    const coarse = { ...backend(), kernels: { ...original, multiply } };
    await expect(probeKernels(coarse)).rejects.toThrow('multiply wrong');
    await probeKernels({ ...coarse, precision: 'tf32' });
    // On numbers that have few digits themselves it would not be seen.
    const inputs: Kernels['multiply'] = (a, b, first, second) =>
      original.multiply(rounded(a), rounded(b), first, second);
    const unsaid = { ...backend(), kernels: { ...original, multiply: inputs } };
    await expect(probeKernels(unsaid)).rejects.toThrow('multiply wrong (numbers of many digits)');
    // Fewer digits are no excuse for another loss.
    const other = { ...coarse, kernels: { ...coarse.kernels, crossEntropy: squared }, precision: 'tf32' as const };
    await expect(probeKernels(other)).rejects.toThrow('crossEntropy wrong');
  });
});
