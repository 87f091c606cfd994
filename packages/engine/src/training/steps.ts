import { setImmediate } from 'node:timers/promises';
import { evaluatesAfter, storedCount } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { Training } from '../config/engine-config.js';
import { eitherSource, sourceOf } from '../data/held.js';
import type { Source } from '../data/source.js';
import { slicesOf, storedTensor, trainedOf } from '../network/layout.js';
import { rateOf } from '../schedules/rate.js';
import { thenDispose } from '../graph/disposing.js';
import { type Batches, tensorsOf } from './batches.js';
import { constantsOf } from './constants.js';
import type { FrozenOutputs } from './frozen-outputs.js';
import type { TrainingLog } from './log.js';
import { evaluate, type Predictions } from './measure.js';
import type { TrainingRun } from './run.js';
import type { State, TrainingState } from './state.js';
import { type StepProgram, stepProgram } from './step-program.js';
import type { Tracer } from './tracer.js';
import { slotsOf } from './update.js';

export interface Watcher {
  /** Called after every step, where losses are kept also after those behind one that diverged. */
  readonly onStep?: (step: number, steps: number) => void;
  readonly signal?: AbortSignal;
  /** Asked after every step but the last whether the run's state should be kept; `keepState` is then called with it. */
  readonly keepsState?: () => boolean;
  readonly keepState?: (state: TrainingState) => void;
  /** Sees the tensors of the steps that it wants to see. */
  readonly tracer?: Tracer;
}

/** What training leaves behind; the caller owns the tensor. */
interface Trained {
  /** All that is stored of the network, after the last step or where it diverged. */
  readonly weights: Tensor1D;
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
 * @param resumed where an interrupted run stopped.
 */
export async function trainSteps(
  { run, outputs, batches, log, watcher }: Parts,
  resumed: TrainingState | undefined,
): Promise<Trained> {
  const { training, evaluations } = run;
  const { steps } = training;
  const source = await sourceFor(run, outputs, batches);
  // What may be refused comes before any tensor that stays.
  const { tensors: constants, mask, teacher } = await constantsOf(run);
  const program = stepProgram({
    ...programOf(run, source === batches.images),
    ...{ source, constants, teacher, draws: batches.draws },
    state: startState(run, mask, resumed),
  });
  let predictions: Predictions = {};
  try {
    for (let step = resumed?.step ?? 0; step < steps && !log.diverged; step++) {
      // Messages, signals and timers are heard between steps.
      await setImmediate();
      watcher.signal?.throwIfAborted();
      const batch = batches.next(source);
      const trace = watcher.tracer?.of(step + 1);
      // A batch goes after its step, even after one that failed: a worker may go on with other runs.
      thenDispose(tensorsOf(batch), () =>
        program.run({ ...batch, numbers: numbersOf(training, step, steps) }, step, trace),
      );
      const evaluates = evaluatesAfter(evaluations, steps, step);
      const isLast = step + 1 === steps;
      if (program.isFull || evaluates || trace || isLast) await logLosses(program, log, batches);
      if (trace) await watcher.tracer?.read();
      predictions = evaluates && !log.diverged ? await evaluated(run, outputs, log, program) : {};
      if (!isLast && !log.diverged && watcher.keepsState?.()) {
        await logLosses(program, log, batches);
        if (!log.diverged) watcher.keepState?.(await stateOf(program, log, batches));
      }
      watcher.onStep?.(step + 1, steps);
    }
    return { weights: weightsOf(run, program.state()), predictions };
  } finally {
    program.dispose();
  }
}

/** Logs the losses that nobody has read yet. Those behind one that is not finite were computed in vain. */
async function logLosses(program: StepProgram, log: TrainingLog, batches: Batches): Promise<void> {
  for (const loss of await program.losses()) {
    if (log.diverged) return;
    log.step(loss);
    batches.counts();
  }
}

/** The run between two steps; all losses are logged. */
const stateOf = async (program: StepProgram, log: TrainingLog, batches: Batches): Promise<TrainingState> => ({
  step: log.chain.steps,
  vectors: await valuesOf(program.state()),
  losses: log.chain.bits,
  curve: [...log.curve],
  positions: batches.positions,
});

/** @param isBelow whether batches begin below the frozen layers. */
function programOf({ kernels, layers, frozen, training, batchShape: shape, start }: TrainingRun, isBelow: boolean) {
  const fixed = layers.slice(0, frozen);
  const below =
    isBelow && frozen > 0 ? { layers: fixed, vector: tf.tensor1d(start.slice(0, storedCount(fixed))) } : null;
  return { kernels, layers: layers.slice(frozen), training, shape, below };
}

/** Vectors before the first step, or where the run was interrupted. */
function startState(
  { layers, frozen, start, training }: TrainingRun,
  mask: Float32Array | undefined,
  resumed: TrainingState | undefined,
): State {
  if (resumed) return Object.fromEntries(Object.entries(resumed.vectors).map(([name, values]) => [name, tf.tensor1d(values)])) as State; // prettier-ignore
  const { parameters, buffers } = trainedOf({ layers, frozen }, start);
  const masked = mask ? parameters.map((value, at) => (mask[at] === 0 ? 0 : value)) : parameters;
  const slots = slotsOf(training);
  return {
    parameters: tf.tensor1d(masked),
    ...Object.fromEntries(slots.optimizer.map((name) => [`slot/${name}`, tf.zeros<tf.Rank.R1>([parameters.length])])),
    ...Object.fromEntries(slots.methods.map((name) => [`slot/${name}`, tf.tensor1d(masked)])),
    ...(buffers.length > 0 && { buffers: tf.tensor1d(buffers) }),
  };
}

/** What a step computes with that no tensor holds: the rate, what the optimizer asks for, `METHOD/NAME`. */
export function numbersOf({ optimizer, schedule, methods, learningRate }: Training, step: number, steps: number) {
  const rate = rateOf(schedule, { learningRate, step, steps });
  const ofMethods = methods.flatMap(({ key, code, options }) =>
    Object.entries(code.numbers?.(options, { step, steps }) ?? {}).map(([name, number]) => [`${key}/${name}`, number]),
  );
  return { rate, ...optimizer.code.numbers?.(optimizer.options, step + 1), ...Object.fromEntries(ofMethods) };
}

/** What batches are taken from: images, or the outputs of the frozen layers. */
async function sourceFor(
  { kernels: { hold }, frozen, frozenPasses, start }: TrainingRun,
  outputs: FrozenOutputs,
  { images, mirrors }: Batches,
): Promise<Source> {
  if (frozen === 0 || frozenPasses === 'everyStep') return images;
  const weights = tf.tensor1d(start);
  try {
    const plain = await outputs.above('train', weights);
    if (frozenPasses !== 'mirrored') return sourceOf(hold, plain);
    const mirrored = await outputs.above('train', weights, true);
    return eitherSource(hold, plain, mirrored, mirrors);
  } finally {
    weights.dispose();
  }
}

/** All that is stored of the network, as it is measured. @param state disposed. */
function weightsOf({ layers, frozen, training, start }: TrainingRun, state: State): Tensor1D {
  const measured = training.methods.find(({ code }) => code.measured !== undefined);
  const parameters = measured ? (state[`slot/${measured.key}/${measured.code.measured}`] as Tensor1D) : state.parameters; // prettier-ignore
  const weights = tf.tidy(() => {
    const above = storedTensor(slicesOf(layers.slice(frozen)), parameters, state['buffers']);
    const fixed = start.subarray(0, storedCount(layers.slice(0, frozen)));
    return fixed.length === 0 ? above : tf.concat1d([tf.tensor1d(fixed), above]);
  });
  tf.dispose(state);
  return weights;
}

async function evaluated(run: TrainingRun, outputs: FrozenOutputs, log: TrainingLog, program: StepProgram) {
  const weights = weightsOf(run, program.state());
  try {
    return await evaluate(run, outputs, log, weights);
  } finally {
    weights.dispose();
  }
}

/** @param state disposed. */
async function valuesOf(state: State): Promise<Record<string, Float32Array>> {
  const all = Object.entries(state).map(
    async ([name, vector]) => [name, (await vector.data()) as Float32Array] as const,
  );
  const values = Object.fromEntries(await Promise.all(all));
  tf.dispose(state);
  return values;
}
