import type { Evaluation } from '@seedbed/core';
import type { Tensor1D } from '@tensorflow/tfjs-core';

/**
 * What training changes of the layers above the frozen ones, as vectors: `parameters`, `buffers` where there are any, and
 * a `slot/NAME` for each thing that the optimizer or a method remembers of each parameter.
 */
export type State = { readonly parameters: Tensor1D } & Readonly<Record<string, Tensor1D>>;

/**
 * A run between two steps: with the run's config, data and upstream weights it is everything that decides what comes
 * next. What the streams drew is kept as positions; batch order and its digest are drawn again on resuming.
 */
export interface TrainingState {
  /** Steps done. */
  readonly step: number;
  /** The vectors of `State`, by name. */
  readonly vectors: Readonly<Record<string, Float32Array>>;
  /** The loss of every step so far: little-endian float32, base64. */
  readonly losses: string;
  /** Evaluations so far. */
  readonly curve: readonly Evaluation[];
  /** Numbers drawn from each stream that training draws from, by the stream's purpose: order, augment … */
  readonly positions: Readonly<Record<string, number>>;
}
