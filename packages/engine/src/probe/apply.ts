import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels.js';
import type { KernelName } from './cases.js';

type Apply = (kernels: Kernels, operands: readonly Tensor[], settings: readonly number[]) => Tensor | readonly Tensor[];

const number = (settings: readonly number[], at: number) => settings[at] as number;

/** How each kernel is called on a case's operands; what it gives, in the order of the known answers. */
export const applications: Readonly<Record<KernelName, Apply>> = {
  convolve: (kernels, [x, filter], [stride]) => kernels.convolve(x as Tensor4D, filter as Tensor4D, stride as number),
  convolveInputGradient: (kernels, [dy, filter], [stride, ...shape]) =>
    kernels.convolveInputGradient(dy as Tensor4D, filter as Tensor4D, shape, stride as number),
  convolveFilterGradient: (kernels, [dy, x], [stride, ...shape]) =>
    kernels.convolveFilterGradient(dy as Tensor4D, x as Tensor4D, shape, stride as number),
  maxPool: (kernels, [x], [window]) => kernels.maxPool(x as Tensor4D, window as number),
  maxPoolGradient: (kernels, [dy, x], [window]) => {
    const y = kernels.maxPool(x as Tensor4D, window as number);
    return kernels.maxPoolGradient(dy as Tensor4D, x as Tensor4D, y, window as number);
  },
  addBias: (kernels, [x, bias]) => kernels.addBias(x as Tensor, bias as Tensor1D),
  biasGradient: (kernels, [dy]) => kernels.biasGradient(dy as Tensor),
  relu: (kernels, [x]) => kernels.relu(x as Tensor),
  reluGradient: (kernels, [dy, y]) => kernels.reluGradient(dy as Tensor, y as Tensor),
  multiply: (kernels, [a, b], settings) =>
    kernels.multiply(a as Tensor2D, b as Tensor2D, number(settings, 0) === 1, number(settings, 1) === 1),
  multiplyEach: (kernels, [a, b], settings) =>
    kernels.multiplyEach(a as Tensor3D, b as Tensor3D, number(settings, 0) === 1, number(settings, 1) === 1),
  crossEntropy: (kernels, [logits, labels]) => {
    const { mean, gradient } = kernels.crossEntropy(logits as Tensor2D, labels as Tensor1D);
    return [mean, gradient];
  },
};
