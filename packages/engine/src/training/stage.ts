import { setImmediate } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { eitherInputs, type Inputs } from '../data/inputs.js';
import type { Layer } from '../network/layers.js';
import type { Batches } from './batches.js';
import type { FrozenOutputs } from './frozen-outputs.js';
import type { TrainingLog } from './log.js';
import type { Run } from './run.js';
import { evaluatesAfter, learningRate, type Stage } from './schedule.js';
import type { TrainingState } from './state.js';
import { stageStep } from './stage-step.js';
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

interface Parts {
  readonly run: Run;
  readonly outputs: FrozenOutputs;
  readonly batches: Batches;
  readonly log: TrainingLog;
  readonly watcher: Watcher;
}

/**
 * Trains the layers above `stage.frozen` for the steps of a stage.
 * @param start the whole network's parameters; disposed, for a stage has no use for a copy of what it changes.
 * @param moving the optimiser's velocity of the trained layers where the stage goes on from its middle, else null.
 * @returns the whole network's parameters after the stage (or where it diverged); the caller owns it.
 */
export async function trainStage(
  { run, outputs, batches, log, watcher }: Parts,
  stage: Stage,
  start: Tensor1D,
  moving: Float32Array | null,
): Promise<Tensor1D> {
  const { training } = run.cell;
  const upper = run.layers.slice(stage.frozen);
  const inputs = await inputsOf(stage, outputs, batches, start);
  const { from } = upper[0] as Layer;
  const fixed = tf.slice1d(start, 0, from);
  // Shifted images differ at every step, so frozen layers run in every step.
  const trainStep = stageStep(run, stage.frozen, inputs === batches.augmented && stage.frozen > 0 ? fixed : null);
  const length = start.size - from;
  let state = {
    parameters: tf.slice1d(start, from, length),
    velocity: moving ? tf.tensor1d(moving) : tf.zeros<tf.Rank.R1>([length]),
  };
  start.dispose();
  try {
    for (let step = stage.from; step < stage.to && !log.diverged; step++) {
      // Messages, signals and timers are heard between steps.
      await setImmediate();
      watcher.signal?.throwIfAborted();
      const batch = batches.next(inputs, upper);
      const trace = watcher.tracer?.of(step + 1);
      const next = stepped(() => trainStep(state, batch, learningRate(training, step), trace), batch);
      tf.dispose([state.parameters, state.velocity]);
      state = { parameters: next.parameters, velocity: next.velocity };
      log.step((await next.loss.data())[0] as number);
      next.loss.dispose();
      if (trace) await watcher.tracer?.read();
      if (!log.diverged && evaluatesAfter(training, step)) {
        await evaluate(run, outputs, log, stage.frozen, [fixed, state.parameters]);
      }
      if (!log.diverged && step + 1 < training.steps && watcher.keepsState?.()) {
        watcher.keepState?.({
          step: step + 1,
          parameters: await wholeOf(fixed, state.parameters),
          velocity: (await state.velocity.data()) as Float32Array,
          losses: log.chain.bits,
          evaluations: [...log.evaluations],
          positions: batches.positions,
        });
      }
      watcher.onStep?.(step + 1, training.steps);
    }
    return tf.concat1d([fixed, state.parameters]);
  } finally {
    tf.dispose([fixed, state.parameters, state.velocity]);
  }
}

/** What a stage's batches are taken from: images, or the outputs of the layers that it has frozen. */
async function inputsOf(
  { frozen }: Stage,
  outputs: FrozenOutputs,
  { augmented, mirrors }: Batches,
  parameters: Tensor1D,
): Promise<Inputs> {
  if (!augmented) return outputs.above(frozen, 'train', parameters);
  if (frozen === 0 || !mirrors) return augmented;
  const plain = await outputs.above(frozen, 'train', parameters);
  return eitherInputs(plain, await outputs.above(frozen, 'train', parameters, true), mirrors);
}

/** A batch goes after its step, even after one that failed: a worker may go on with other runs. */
function stepped<T>(step: () => T, { inputs, labels, masks }: Batch): T {
  try {
    return step();
  } finally {
    tf.dispose([inputs, labels, ...Object.values(masks)]);
  }
}

async function evaluate(
  run: Run,
  outputs: FrozenOutputs,
  log: TrainingLog,
  frozen: number,
  parts: Tensor1D[],
): Promise<void> {
  const parameters = tf.concat1d(parts);
  try {
    log.parameters((await parameters.data()) as Float32Array);
    if (log.diverged) return;
    const validates = run.drawn.validation.length > 0;
    log.evaluation(validates ? await outputs.measure(frozen, 'validation', parameters) : null);
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
