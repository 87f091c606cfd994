import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Taking } from '../data/source.js';
import type { Computation, Tensors } from '../graph/computation.js';
import { orDispose, thenDispose } from '../graph/disposing.js';
import { of, under } from '../graph/named.js';
import type { Draws } from '../graph/program.js';
import type { Trace } from '../network/pass.js';
import { type LossProgram, lossProgram } from './loss-program.js';
import type { State } from './state.js';
import { type Below, type Given, type Stepping, trainingStep } from './step.js';

/** What a step is given from outside; numbers in double precision. */
export interface StepInputs {
  /** What its source gave for the rows that go into the first layer. */
  readonly rows: Tensors;
  readonly labels: Tensor1D;
  /** Numbers to be predicted, [batch, outputs], where the data have them. */
  readonly targets?: Tensor2D;
  /** What methods drew for the batch: `METHOD/NAME`. */
  readonly drawn: Tensors;
  readonly numbers: Readonly<Record<string, number>>;
}

/** A run's training, step by step, on a state that stays on the device. */
export interface StepProgram extends Pick<LossProgram, 'isFull' | 'losses' | 'dispose'> {
  /** @param step from 0. */
  run(inputs: StepInputs, step: number, trace?: Trace): void;
  /** Copies of the state's vectors; the caller's. */
  state(): State;
}

export interface Stepped extends Stepping {
  /** Vectors before the first step; taken over. */
  readonly state: State;
  /** The same in all steps; taken over. */
  readonly constants: Tensors;
  /** Numbers of layers: `LAYER/NAME`. */
  readonly draws: Readonly<Record<string, Draws>>;
  /** Where the rows come from. */
  readonly source: Taking;
  /** Frozen layers that every batch goes through first, as shifted images do; their vector is taken over. */
  readonly below: Below | null;
}

/**
 * The training of a run. It is compiled where the backend can; a traced step computes operation by operation, with the
 * same bits.
 */
export function stepProgram({ state, constants, draws, source, below, ...stepping }: Stepped): StepProgram {
  const { kernels, layers, training, teacher, shape } = stepping;
  const fixed = below?.layers ?? [];
  const stepOf =
    (show?: Trace): Computation<Tensors, Tensors> =>
    (all) =>
      tf.tidy(() => {
        const { labels, targets } = of('batch', all) as Pick<StepInputs, 'labels' | 'targets'>;
        const given: Given = {
          ...{ inputs: source.taken(of('source', all)), labels, targets },
          ...(below && { below: { layers: fixed, vector: all['below'] as Tensor1D } }),
          drawn: of('drawn', all),
          constants: of('constant', all),
          numbers: of('number', all) as Record<string, Scalar>,
        };
        const after = trainingStep(stepping, of('state', all) as unknown as State, given, show);
        return { ...under('state', after.state), loss: after.loss };
      });
  const { optimizer, methods, loss, clipNorm, mask } = training;
  const named = [optimizer, loss, ...methods].map(({ code, options }) => [code.name, code.version, options]);
  // Images may be refused when they are read.
  const taken = { ...under('state', state), ...under('constant', constants), ...(below && { below: below.vector }) };
  const rowsHeld = orDispose(taken, () => source.constants());
  const program = lossProgram(kernels.load, kernels.lossesKept ?? 1, {
    key: JSON.stringify(
      ['step', source.key, fixed, layers, named, clipNorm, mask !== null, teacher, shape],
      withoutRuns,
    ),
    computation: stepOf(),
    state: under('state', state),
    constants: {
      ...under('constant', constants),
      ...under('source', rowsHeld),
      ...(below && { below: below.vector }),
    },
    anyRows: source.onDevice.map((name) => `source/${name}`),
    draws: Object.fromEntries(Object.entries(draws).map(([name, each]) => [`drawn/${name}`, each])),
  });
  return {
    run({ rows, labels, targets, drawn, numbers }, step, trace) {
      const scalars = Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, tf.scalar(number)]));
      const given = {
        ...under('batch', { labels, ...(targets && { targets }) }),
        ...under('source', rows),
        ...under('drawn', drawn),
        ...under('number', scalars),
      };
      thenDispose(scalars, () => program.run(given, step, trace && stepOf(trace)));
    },
    get isFull() {
      return program.isFull;
    },
    losses: () => program.losses(),
    state: () => of('state', program.state()) as State,
    dispose: () => program.dispose(),
  };
}

/** Which run an option names decides no operation: its weights come in. */
const withoutRuns = (key: string, value: unknown) => (key === 'run' ? undefined : value);
