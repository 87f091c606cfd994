import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';
import type { Training } from '../config/engine-config.js';
import type { Tensors } from '../graph/computation.js';
import { of, under } from '../graph/named.js';
import type { Trace } from '../network/pass.js';
import type { Weights } from '../methods/method.js';
import { clip } from '../optimizers/clip.js';
import type { State } from './state.js';

type Vectors = Readonly<Record<string, Tensor1D>>;

interface Given {
  readonly constants: Tensors;
  /** `rate`, what the optimizer asks for, and `METHOD/NAME`. */
  readonly numbers: Readonly<Record<string, Scalar>>;
}

/** What the gradient of all trained parameters is shown as. */
export const gradientName = 'gradient of all parameters, after methods and mask';

/**
 * Parameters and slots after a step: what methods add to the gradient, then the mask, then clipping, then the optimizer,
 * then what methods remember.
 */
export function updated(training: Training, state: State, raw: Tensor1D, given: Given, show?: Trace): State {
  const { constants, numbers } = given;
  const { optimizer, methods, clipNorm } = training;
  const { parameters } = state;
  const slots = of('slot', state) as Vectors;
  const weightsOf = (key: string, now: Tensor1D): Weights => ({
    parameters: now,
    slots: of(key, slots) as Vectors,
    constants: of(key, constants) as Vectors,
    numbers: of(key, numbers) as Weights['numbers'],
  });
  const changed = methods.reduce(
    (gradient, { key, code, options }) => code.gradient?.(options, gradient, weightsOf(key, parameters)) ?? gradient,
    raw,
  );
  const mask = constants['mask'] as Tensor1D | undefined;
  const left: Tensor1D = mask ? tf.mul(changed, mask) : changed;
  show?.(gradientName, left);
  const gradient = clip(left, clipNorm);
  const { rate, ...others } = numbers;
  const next = optimizer.code.update({ parameters, gradient, slots, rate: rate as Scalar, numbers: others }, optimizer.options); // prettier-ignore
  const remembered = methods.map(({ key, code, options }) => under(key, code.after?.(options, weightsOf(key, next.parameters)) ?? {})); // prettier-ignore
  return { parameters: next.parameters, ...(under('slot', Object.assign({}, next.slots, ...remembered) as Vectors) as Vectors) }; // prettier-ignore
}

/** Names of the slots of a training: the optimizer's, then `METHOD/NAME`. */
export const slotsOf = ({ optimizer, methods }: Training) => ({
  optimizer: optimizer.code.slots(optimizer.options),
  methods: methods.flatMap(({ key, code, options }) => (code.slots?.(options) ?? []).map((name) => `${key}/${name}`)),
});
