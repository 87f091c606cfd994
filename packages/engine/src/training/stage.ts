import { setImmediate } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Layer } from '../network/layers.js';
import { cutParameters, forward } from '../network/network.js';
import type { Batches } from './batches.js';
import type { FrozenOutputs } from './frozen-outputs.js';
import type { TrainingLog } from './log.js';
import type { Run } from './run.js';
import { evaluatesAfter, learningRate, type Stage } from './schedule.js';
import { type Batch, trainingStep } from './step.js';

export interface Watcher {
  /** Called after every step. */
  readonly onStep?: (step: number, steps: number) => void;
  readonly signal?: AbortSignal;
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
 * @param start the whole network's parameters; the caller keeps it.
 * @returns the whole network's parameters after the stage (or where it diverged); the caller owns it.
 */
export async function trainStage(
  { run, outputs, batches, log, watcher }: Parts,
  stage: Stage,
  start: Tensor1D,
): Promise<Tensor1D> {
  const { training } = run.cell;
  const below = run.layers.slice(0, stage.frozen);
  const upper = run.layers.slice(stage.frozen);
  const inputs = batches.augmented ?? (await outputs.above(stage.frozen, 'train', start));
  const { from } = upper[0] as Layer;
  const fixed = tf.slice1d(start, 0, from);
  const length = start.size - from;
  let state = { parameters: tf.slice1d(start, from, length), velocity: tf.zeros<tf.Rank.R1>([length]) };
  try {
    for (let step = stage.from; step < stage.to && !log.diverged; step++) {
      // Messages, signals and timers are heard between steps.
      await setImmediate();
      watcher.signal?.throwIfAborted();
      const batch = batches.next(inputs, upper);
      const next = tf.tidy(() => {
        const entering = batches.augmented ? passBelow(run, below, fixed, batch) : batch;
        return trainingStep(run.kernels, upper, state, entering, learningRate(training, step), training.optimiser);
      });
      tf.dispose([state.parameters, state.velocity, batch.inputs, batch.labels, ...Object.values(batch.masks)]);
      state = { parameters: next.parameters, velocity: next.velocity };
      log.step((await next.loss.data())[0] as number);
      next.loss.dispose();
      if (!log.diverged && evaluatesAfter(training, step)) {
        await evaluate(run, outputs, log, stage.frozen, [fixed, state.parameters]);
      }
      watcher.onStep?.(step + 1, training.steps);
    }
    return tf.concat1d([fixed, state.parameters]);
  } finally {
    tf.dispose([fixed, state.parameters, state.velocity]);
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

/** Augmented images differ at every step, so frozen layers run in every step. */
function passBelow(run: Run, below: readonly Layer[], fixed: Tensor1D, batch: Batch): Batch {
  if (below.length === 0) return batch;
  const inputs = tf.tidy(() => {
    const parameters = cutParameters(below, fixed);
    return below.reduce<Tensor>(
      (signal, layer, index) => forward(run.kernels, layer, parameters[index] as never, signal, null).output,
      batch.inputs,
    );
  });
  return { ...batch, inputs };
}
