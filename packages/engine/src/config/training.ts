import { builtIn, type Configured, nameOf, settled, type TrainingConfig } from '@seedbed/core';
import { checkOptions, Refusal } from './refusal.js';

/** Stochastic gradient descent. */
export interface SgdOptions {
  /** 0 is none. */
  readonly momentum: number;
  readonly nesterov: boolean;
  /** 0 is none. */
  readonly weightDecay: number;
  /** The gradient is scaled down to this global norm; absent: it is not. */
  readonly clipNorm?: number;
}

/** How images change each time that they are seen. */
export interface Augmentation {
  /** Mirrored left to right, half of the time. */
  readonly flip: boolean;
  /** Shifted by up to so many pixels, both ways, zeros moving in. */
  readonly shift: number;
}

export interface Training {
  readonly optimizer: SgdOptions;
  /** At the first step. */
  readonly learningRate: number;
  readonly schedule: 'constant' | 'cosine';
  readonly batchSize: number;
  readonly augmentation: Augmentation;
}

const schedules = ['constant', 'cosine'] as const;

/** How a run trains, as the engine computes it. @throws Refusal for what it cannot run. */
export function trainingOf(training: TrainingConfig): Training {
  const { learningRate, batchSize } = training;
  checkLoss(training.loss ?? 'crossEntropy');
  return {
    optimizer: optimizerOf(training.optimizer),
    schedule: scheduleOf(training.schedule ?? 'constant'),
    augmentation: augmentationOf(training.methods ?? []),
    learningRate,
    batchSize,
  };
}

function optimizerOf(written: Configured): SgdOptions {
  const sgd = settled(builtIn, 'optimizer', written);
  if (sgd?.name !== 'sgd') throw new Refusal(`the optimizer ${nameOf(written)}`, 'sgd');
  return sgd.options as unknown as SgdOptions;
}

function scheduleOf(written: Configured): Training['schedule'] {
  const schedule = schedules.find((each) => each === nameOf(written));
  if (!schedule) throw new Refusal(`the schedule ${nameOf(written)}`, schedules.join(' and '));
  return schedule;
}

function checkLoss(written: Configured): void {
  const loss = settled(builtIn, 'loss', written);
  if (loss?.name !== 'crossEntropy') throw new Refusal(`the loss ${nameOf(written)}`, 'crossEntropy');
  checkOptions('crossEntropy', loss.options, { smoothing: 0 });
}

function augmentationOf(methods: readonly Configured[]): Augmentation {
  const [first, second] = methods;
  if (first === undefined) return { flip: false, shift: 0 };
  const augment = settled(builtIn, 'method', first);
  if (augment?.name !== 'augment') throw new Refusal(`the method ${nameOf(first)}`, 'augment');
  if (second !== undefined) throw new Refusal(`the method ${nameOf(second)} after augment`, 'augment, once');
  checkOptions('augment', augment.options, { rotate: 0, cutout: 0 });
  const { flip, shift } = augment.options as unknown as Augmentation;
  return { flip, shift };
}
