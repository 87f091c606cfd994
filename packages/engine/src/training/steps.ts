import { setImmediate } from 'node:timers/promises';
import { evaluatesAfter } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { eitherInputs, type Inputs } from '../data/inputs.js';
import type { Layer } from '../network/layers.js';
import type { Batches } from './batches.js';
import { compiledStep } from './compiled-step.js';
import type { FrozenOutputs } from './frozen-outputs.js';
import type { TrainingLog } from './log.js';
import { evaluate, type Predictions } from './measure.js';
import type { TrainingRun } from './run.js';
import { rateOf } from './schedule.js';
import type { TrainingState } from './state.js';
import type { Batch } from './step.js';
import type { Tracer } from './tracer.js';

export interface Watcher {
  /** Called after every step. */
  readonly onStep?: (step: number, steps: number) => void;
  readonly signal?: AbortSignal;
  /** Asked after every step but the last whether the run's state should be kept; `keepState` is then called with it. */
  readonly keepsState?: () => boolean;
  readonly keepState?: (state: TrainingState) => void;
  /** Sees the tensors of the steps that it wants to see. */
  readonly tracer?: Tracer;
}

/** What training leaves behind; the caller owns the parameters. */
interface Trained {
  /** The whole network's, after the last step or where it diverged. */
  readonly parameters: Tensor1D;
  /** What they predict, where the last step was evaluated. */
  readonly predictions: Predictions;
}

interface Parts {
  readonly run: TrainingRun;
  readonly outputs: FrozenOutputs;
  readonly batches: Batches;
  readonly log: TrainingLog;
  readonly watcher: Watcher;
}

/**
 * Trains the layers above the frozen ones.
 * @param start the whole network's parameters; disposed, for training has no use for a copy of what it changes.
 * @param resumed where an interrupted run stopped.
 */
export async function trainSteps(
  { run, outputs, batches, log, watcher }: Parts,
  start: Tensor1D,
  resumed: TrainingState | undefined,
): Promise<Trained> {
  const { training, frozen, evaluations } = run;
  const { steps } = training;
  const upper = run.layers.slice(frozen);
  const inputs = await inputsOf(run, outputs, batches, start);
  const { from } = upper[0] as Layer;
  const fixed = tf.slice1d(start, 0, from);
  const trainStep = compiledStep(run, inputs === batches.augmented && frozen > 0 ? fixed : null);
  const length = start.size - from;
  let state = {
    parameters: tf.slice1d(start, from, length),
    velocity: resumed ? tf.tensor1d(resumed.velocity) : tf.zeros<tf.Rank.R1>([length]),
  };
  let predictions: Predictions = {};
  start.dispose();
  try {
    for (let step = resumed?.step ?? 0; step < steps && !log.diverged; step++) {
      // Messages, signals and timers are heard between steps.
      await setImmediate();
      watcher.signal?.throwIfAborted();
      const batch = batches.next(inputs, upper);
      const trace = watcher.tracer?.of(step + 1);
      const next = stepped(() => trainStep(state, batch, rateOf(training, step), trace), batch);
      tf.dispose([state.parameters, state.velocity]);
      state = { parameters: next.parameters, velocity: next.velocity };
      log.step((await next.loss.data())[0] as number);
      next.loss.dispose();
      if (trace) await watcher.tracer?.read();
      const evaluates = !log.diverged && evaluatesAfter(evaluations, steps, step);
      predictions = evaluates ? await evaluated(run, outputs, log, [fixed, state.parameters]) : {};
      if (!log.diverged && step + 1 < steps && watcher.keepsState?.()) {
        watcher.keepState?.({
          step: step + 1,
          parameters: await wholeOf(fixed, state.parameters),
          velocity: (await state.velocity.data()) as Float32Array,
          losses: log.chain.bits,
          curve: [...log.curve],
          positions: batches.positions,
        });
      }
      watcher.onStep?.(step + 1, steps);
    }
    return { parameters: tf.concat1d([fixed, state.parameters]), predictions };
  } finally {
    tf.dispose([fixed, state.parameters, state.velocity]);
  }
}

/** What batches are taken from: images, or the outputs of the frozen layers. */
async function inputsOf(
  { frozen, frozenPasses }: TrainingRun,
  outputs: FrozenOutputs,
  { augmented, mirrors }: Batches,
  parameters: Tensor1D,
): Promise<Inputs> {
  if (!augmented) return outputs.above('train', parameters);
  if (frozen === 0 || frozenPasses === 'everyStep') return augmented;
  const plain = await outputs.above('train', parameters);
  return eitherInputs(plain, await outputs.above('train', parameters, true), mirrors);
}

/** A batch goes after its step, even after one that failed: a worker may go on with other runs. */
function stepped<T>(step: () => T, { inputs, labels, masks }: Batch): T {
  try {
    return step();
  } finally {
    tf.dispose([inputs, labels, ...Object.values(masks)]);
  }
}

async function evaluated(run: TrainingRun, outputs: FrozenOutputs, log: TrainingLog, pieces: Tensor1D[]) {
  const parameters = tf.concat1d(pieces);
  try {
    return await evaluate(run, outputs, log, parameters);
  } finally {
    parameters.dispose();
  }
}

async function wholeOf(fixed: Tensor1D, trained: Tensor1D): Promise<Float32Array> {
  const [below, above] = await Promise.all([fixed.data(), trained.data()]);
  const whole = new Float32Array(below.length + above.length);
  whole.set(below);
  whole.set(above, below.length);
  return whole;
}
