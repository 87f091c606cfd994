import { type InputConfig, labelTransforms, nameOf, type RunConfig, SeedbedError } from '@seedbed/core';
import { type Unit, unitsOfNetwork } from './network.js';
import { Refusal, refusalError } from './refusal.js';
import { type Training, trainingOf } from './training.js';

/** What the engine computes of a run config: everything that is at its default filled in. */
export interface EngineConfig {
  readonly input: InputConfig;
  /** The output last. */
  readonly units: readonly Unit[];
  /** Null where the run takes no step and only measures. */
  readonly training: Training | null;
  /** The first so many units start with the weights of another run. */
  readonly copied: number;
  /** The first so many units keep the weights they start with. */
  readonly frozen: number;
}

const untouched: InputConfig = { mean: [0], std: [1] };

/**
 * What the engine computes of a run config.
 * @throws SeedbedError SB_ENGINE_COMPONENT, naming what it cannot run yet.
 */
export function engineConfigOf(config: RunConfig): EngineConfig {
  try {
    const { model, training, weights, freeze, mask, learn } = config;
    for (const transform of learn.transforms ?? []) checkTransform(nameOf(transform));
    const units = unitsOfNetwork(model.layers);
    if (mask !== undefined) throw new Refusal(`the mask ${nameOf(mask)}`, 'networks without a mask');
    return {
      input: model.input ?? untouched,
      units,
      training: training ? trainingOf(training) : null,
      copied: weights ? (weights.layers ?? units.length - 1) : 0,
      frozen: freeze ?? 0,
    };
  } catch (error) {
    throw error instanceof Refusal ? refusalError(error, config.stage) : error;
  }
}

/** Whether the engine can run a config: null, or the error that says what it cannot run. Looks at no data. */
export function engineRuns(config: RunConfig): SeedbedError | null {
  try {
    engineConfigOf(config);
    return null;
  } catch (error) {
    if (error instanceof SeedbedError) return error;
    throw error;
  }
}

function checkTransform(name: string): void {
  if (!labelTransforms.includes(name)) throw new Refusal(`the transform ${name}`, labelTransforms.join(' and '));
}
