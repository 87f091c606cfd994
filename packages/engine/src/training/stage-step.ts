import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Computation, Tensors } from '../graph/computation.js';
import { passThrough } from '../network/network.js';
import type { State } from './optimiser.js';
import type { Run } from './run.js';
import { type Batch, type Trace, trainingStep } from './step.js';

type Stepped = State & { readonly loss: Scalar };

/** Trains on one batch. The caller owns what comes back and still owns what it gave. */
export type StageStep = (state: State, batch: Batch, rate: number, trace?: Trace) => Stepped;

/**
 * The step of a stage. It is compiled where the backend can; a traced step computes operation by operation, with the same
 * bits.
 * @param frozen the first so many layers are fixed.
 * @param below parameters of the fixed layers where batches begin below them, as augmented images do; else null.
 */
export function stageStep({ kernels, layers, cell }: Run, frozen: number, below: Tensor1D | null): StageStep {
  const fixed = below ? layers.slice(0, frozen) : [];
  const upper = layers.slice(frozen);
  const { optimiser } = cell.training;
  const stepping =
    (trace?: Trace): Computation<Tensors, Stepped> =>
    ({ parameters, velocity, rate, fixed: under, inputs, labels, ...masks }) =>
      tf.tidy(() => {
        const state = { parameters, velocity } as State;
        const entering = fixed.length > 0 ? passThrough(kernels, fixed, under as Tensor1D, inputs as Tensor) : inputs;
        const batch = { inputs: entering, labels, masks } as Batch;
        return trainingStep(kernels, upper, state, batch, rate as Scalar, optimiser, trace);
      });
  const compiled = kernels.compile(JSON.stringify(['step', fixed, upper, optimiser]), stepping());
  return ({ parameters, velocity }, { inputs, labels, masks }, rate, trace) =>
    tf.tidy(() => {
      const training = { parameters, velocity, rate: tf.scalar(rate), ...(below && { fixed: below }) };
      const given = { ...masks, ...training, inputs, labels };
      return trace ? stepping(trace)(given) : compiled(given);
    });
}
