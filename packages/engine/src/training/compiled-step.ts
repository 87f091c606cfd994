import type { PlacedLayer } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Computation, Tensors } from '../graph/computation.js';
import { of, under } from '../graph/named.js';
import { groupsOf } from '../network/groups.js';
import { bound, cut, slicesOf } from '../network/layout.js';
import { passThrough, type Trace } from '../network/pass.js';
import type { State } from './state.js';
import { type Given, type Stepping, trainingStep } from './step.js';

/** What a batch and a step bring; numbers in double precision. */
export type BatchGiven = Omit<Given, 'numbers' | 'constants'> & { readonly numbers: Readonly<Record<string, number>> };

/** Trains on one batch. The caller owns what comes back and still owns what it gave. */
export type Step = (state: State, batch: BatchGiven, trace?: Trace) => { readonly state: State; readonly loss: Scalar };

/** Frozen layers below which batches begin, as shifted images do, with their stored vector. */
export interface Below {
  readonly layers: readonly PlacedLayer[];
  readonly vector: Tensor1D;
}

/**
 * The training step of a run. It is compiled where the backend can; a traced step computes operation by operation, with
 * the same bits.
 * @param constants the same in all steps; still the caller's.
 */
export function compiledStep(stepping: Stepping, constants: Tensors, below: Below | null): Step {
  const { kernels, layers, training, teacher } = stepping;
  const fixed = below?.layers ?? [];
  const stepOf =
    (show?: Trace): Computation<Tensors, Tensors> =>
    (all) =>
      tf.tidy(() => {
        const { inputs, labels } = of('batch', all) as { inputs: Tensor; labels: Tensor1D };
        const given: Given = {
          inputs: below ? passed(stepping, fixed, all['below'] as Tensor1D, inputs) : inputs,
          labels,
          drawn: of('drawn', all),
          constants: of('constant', all),
          numbers: of('number', all) as Record<string, Scalar>,
        };
        const { state, loss } = trainingStep(stepping, of('state', all) as unknown as State, given, show);
        return { ...under('state', state), loss };
      });
  const { optimizer, methods, loss, clipNorm, mask } = training;
  const named = [optimizer, loss, ...methods].map(({ code, options }) => [code.name, code.version, options]);
  const key = JSON.stringify(['step', fixed, layers, named, clipNorm, mask !== null, teacher, stepping.shape]);
  const compiled = kernels.compile(key, stepOf());
  return (state, { inputs, labels, drawn, numbers }, trace) =>
    tf.tidy(() => {
      const scalars = Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, tf.scalar(number)]));
      const all: Tensors = {
        ...under('state', state),
        ...under('batch', { inputs, labels }),
        ...under('drawn', drawn),
        ...under('constant', constants),
        ...under('number', scalars),
        ...(below && { below: below.vector }),
      };
      const out = trace ? stepOf(trace)(all) : compiled(all);
      return { state: of('state', out), loss: out['loss'] } as never;
    });
}

function passed({ kernels }: Stepping, layers: readonly PlacedLayer[], vector: Tensor1D, inputs: Tensor): Tensor {
  const slices = slicesOf(layers);
  return passThrough({ kernels, bound: bound(slices, cut(slices, vector)) }, groupsOf(layers), inputs);
}
