import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { augments } from '../data/augment.js';
import { imageInputs } from '../data/inputs.js';
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
  const from = (upper[0] as Layer).from;
  const fixed = tf.slice1d(start, 0, from);
  const whole = (parameters: Tensor1D) => tf.concat1d([fixed, parameters]);
  const augmented = augments(training.augmentation);
  const inputs = augmented ? augmentedImages(run) : await outputs.above(stage.frozen, 'train', start);

  let state = {
    parameters: tf.slice1d(start, from, start.size - from),
    velocity: tf.zeros<tf.Rank.R1>([start.size - from]),
  };
  for (let step = stage.from; step < stage.to && !log.diverged; step++) {
    watcher.signal?.throwIfAborted();
    const drawn = batches.next(inputs, upper);
    const batch = augmented && below.length > 0 ? passBelow(run, below, fixed, drawn) : drawn;
    const next = trainingStep(run.kernels, upper, state, batch, learningRate(training, step), training.optimiser);
    tf.dispose([state.parameters, state.velocity, batch.inputs, batch.labels, ...Object.values(batch.masks)]);
    state = { parameters: next.parameters, velocity: next.velocity };
    log.step((await next.loss.data())[0] as number);
    next.loss.dispose();
    if (!log.diverged && evaluatesAfter(training, step)) {
      const parameters = whole(state.parameters);
      const validates = run.drawn.validation.length > 0;
      log.evaluation(validates ? await outputs.measure(stage.frozen, 'validation', parameters) : null);
      parameters.dispose();
    }
    watcher.onStep?.(step + 1, training.steps);
  }
  const end = whole(state.parameters);
  tf.dispose([fixed, state.parameters, state.velocity]);
  return end;
}

function augmentedImages(run: Run) {
  const { cell, dataset, drawn, streams, side } = run;
  const augmentation = { how: cell.training.augmentation, stream: streams.open(`${side}/augment`) };
  return imageInputs(dataset, 'train', drawn.train, cell.model.input, augmentation);
}

/** Augmented images differ at every step, so frozen layers run in every step. */
function passBelow(run: Run, below: readonly Layer[], fixed: Tensor1D, batch: Batch): Batch {
  const inputs = tf.tidy(() => {
    const parameters = cutParameters(below, fixed);
    return below.reduce<Tensor>(
      (signal, layer, index) => forward(run.kernels, layer, parameters[index] as never, signal, null).output,
      batch.inputs,
    );
  });
  batch.inputs.dispose();
  return { ...batch, inputs };
}
