import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels.js';
import { type KernelName, paddings } from './cases.js';

type Apply = (kernels: Kernels, operands: readonly Tensor[], settings: readonly number[]) => Tensor | readonly Tensor[];

const number = (settings: readonly number[], at: number) => settings[at] as number;

/** How each kernel is called on a case's operands; what it gives, in the order of the known answers. */
export const applications: Readonly<Record<KernelName, Apply>> = {
  convolve: (kernels, [x, filter], [stride, padding]) =>
    kernels.convolve(x as Tensor4D, filter as Tensor4D, stride as number, paddings[padding as number]),
  convolveInputGradient: (kernels, [dy, filter], [stride, padding, ...shape]) =>
    kernels.convolveInputGradient(dy as Tensor4D, filter as Tensor4D, shape, stride as number, paddings[padding as number]), // prettier-ignore
  convolveFilterGradient: (kernels, [dy, x], [stride, padding, ...shape]) =>
    kernels.convolveFilterGradient(dy as Tensor4D, x as Tensor4D, shape, stride as number, paddings[padding as number]), // prettier-ignore
  convolveChannels: (kernels, [x, filter], [stride, padding]) =>
    kernels.convolveChannels(x as Tensor4D, filter as Tensor4D, stride as number, paddings[padding as number]),
  convolveChannelsInputGradient: (kernels, [dy, filter], [stride, padding, ...shape]) =>
    kernels.convolveChannelsInputGradient(dy as Tensor4D, filter as Tensor4D, shape, stride as number, paddings[padding as number]), // prettier-ignore
  convolveChannelsFilterGradient: (kernels, [dy, x], [stride, padding, ...shape]) =>
    kernels.convolveChannelsFilterGradient(dy as Tensor4D, x as Tensor4D, shape, stride as number, paddings[padding as number]), // prettier-ignore
  maxPool: (kernels, [x], [window, stride]) => kernels.maxPool(x as Tensor4D, window as number, stride),
  maxPoolGradient: (kernels, [dy, x], [window, stride]) => {
    const y = kernels.maxPool(x as Tensor4D, window as number, stride);
    return kernels.maxPoolGradient(dy as Tensor4D, x as Tensor4D, y, window as number, stride);
  },
  averagePool: (kernels, [x], [window, stride]) => kernels.averagePool(x as Tensor4D, window as number, stride),
  averagePoolGradient: (kernels, [dy], [window, stride, ...shape]) =>
    kernels.averagePoolGradient(dy as Tensor4D, shape, window as number, stride),
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
