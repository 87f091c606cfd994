import type { Evaluation } from '@seedbed/core';

/**
 * A run between two steps: with the run's config, data and upstream weights it is everything that decides what comes
 * next. What the streams drew is kept as positions; batch order and its digest are drawn again on resuming.
 */
export interface TrainingState {
  /** Steps done. */
  readonly step: number;
  /** The whole network's parameters, in the order of `layersOf`. */
  readonly parameters: Float32Array;
  /** The optimizer's velocity of the layers that are trained. */
  readonly velocity: Float32Array;
  /** The loss of every step so far: little-endian float32, base64. */
  readonly losses: string;
  /** Evaluations so far. */
  readonly curve: readonly Evaluation[];
  /** Numbers drawn from each stream that training draws from, by the stream's purpose. */
  readonly positions: {
    readonly order: number;
    readonly augment: number;
    /** By layer: dropout1 … */
    readonly dropout: Readonly<Record<string, number>>;
  };
}
