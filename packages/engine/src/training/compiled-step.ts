import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Computation, Tensors } from '../graph/computation.js';
import { passThrough } from '../network/network.js';
import type { TrainingRun } from './run.js';
import type { State } from './sgd.js';
import { type Batch, type Trace, trainingStep } from './step.js';

type Stepped = State & { readonly loss: Scalar };

/** Trains on one batch. The caller owns what comes back and still owns what it gave. */
export type Step = (state: State, batch: Batch, rate: number, trace?: Trace) => Stepped;

/**
 * The training step of a run. It is compiled where the backend can; a traced step computes operation by operation, with
 * the same bits.
 * @param below parameters of the frozen layers where batches begin below them, as shifted images do; else null.
 */
export function compiledStep({ kernels, layers, frozen, training }: TrainingRun, below: Tensor1D | null): Step {
  const { optimizer } = training;
  const fixed = below ? layers.slice(0, frozen) : [];
  const upper = layers.slice(frozen);
  const stepping =
    (trace?: Trace): Computation<Tensors, Stepped> =>
    ({ parameters, velocity, rate, fixed: under, inputs, labels, ...masks }) =>
      tf.tidy(() => {
        const state = { parameters, velocity } as State;
        const entering = fixed.length > 0 ? passThrough(kernels, fixed, under as Tensor1D, inputs as Tensor) : inputs;
        const batch = { inputs: entering, labels, masks } as Batch;
        return trainingStep(kernels, upper, state, batch, rate as Scalar, optimizer, trace);
      });
  const compiled = kernels.compile(JSON.stringify(['step', fixed, upper, optimizer]), stepping());
  return ({ parameters, velocity }, { inputs, labels, masks }, rate, trace) =>
    tf.tidy(() => {
      const training = { parameters, velocity, rate: tf.scalar(rate), ...(below && { fixed: below }) };
      const given = { ...masks, ...training, inputs, labels };
      return trace ? stepping(trace)(given) : compiled(given);
    });
}
