import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Padding } from '../kernels/kernels.js';
import { type Call, layerCode } from './layer.js';

interface Options {
  readonly stride: number;
  readonly padding: Padding;
  readonly groups: number;
}

/** Equal shares of the last axis: channels of images, filters of weights. */
const shares = (x: Tensor4D, groups: number): Tensor4D[] => (groups === 1 ? [x] : tf.split(x, groups, 3));
const together = (pieces: readonly Tensor4D[]): Tensor4D => (pieces.length === 1 ? (pieces[0] as Tensor4D) : tf.concat4d([...pieces], 3)); // prettier-ignore

/** The convolution of each group by itself, of what belongs to it. */
const apart = (groups: number, of: (...each: Tensor4D[]) => Tensor4D, ...all: Tensor4D[]): Tensor4D => {
  const split = all.map((tensor) => shares(tensor, groups));
  return together(
    Array.from({ length: groups }, (_, group) => of(...split.map((pieces) => pieces[group] as Tensor4D))),
  );
};

const optionsOf = ({ layer }: Call) => layer.options as unknown as Options;

export const conv = layerCode<{ x: Tensor4D }>({
  name: 'conv',
  version: 1,
  forward(call, input) {
    const { kernels, parameters } = call;
    const { stride, padding, groups } = optionsOf(call);
    const x = input as Tensor4D;
    const of = (image: Tensor4D, weights: Tensor4D) => kernels.convolve(image, weights, stride, padding);
    const wide = apart(groups, of, x, parameters['weights'] as Tensor4D);
    const output = parameters['bias'] ? kernels.addBias(wide, parameters['bias'] as Tensor1D) : wide;
    return { output, kept: { x } };
  },
  backward(call, { x }, dy, needsInput) {
    const { kernels, parameters } = call;
    const { stride, padding, groups } = optionsOf(call);
    const weights = parameters['weights'] as Tensor4D;
    const dz = dy as Tensor4D;
    const bias = parameters['bias'] && kernels.biasGradient(dz);
    const image = [...x.shape.slice(0, 3), (x.shape[3] as number) / groups];
    const filter = [...weights.shape.slice(0, 3), (weights.shape[3] as number) / groups];
    const ofFilter = (gradient: Tensor4D, pixels: Tensor4D) => kernels.convolveFilterGradient(gradient, pixels, filter, stride, padding); // prettier-ignore
    const ofInput = (gradient: Tensor4D, own: Tensor4D) => kernels.convolveInputGradient(gradient, own, image, stride, padding); // prettier-ignore
    return {
      parameters: { weights: apart(groups, ofFilter, dz, x), ...(bias && { bias }) },
      input: needsInput ? apart(groups, ofInput, dz, weights) : null,
    };
  },
});
