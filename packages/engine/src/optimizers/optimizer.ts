import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core';

export interface Update {
  readonly parameters: Tensor1D;
  /** Already clipped and masked. */
  readonly gradient: Tensor1D;
  /** By name, each as long as the parameters. */
  readonly slots: Readonly<Record<string, Tensor1D>>;
  readonly rate: Scalar;
  /** What `numbers` gave for this step. */
  readonly numbers: Readonly<Record<string, Scalar>>;
}

export type Updated = Pick<Update, 'parameters' | 'slots'>;

/** What an optimizer computes, on all parameters at once. */
export interface OptimizerCode<Options = unknown> {
  readonly name: string;
  readonly version: number;
  /** What it remembers of each parameter from step to step, 0 before the first one. */
  readonly slots: (options: Options) => readonly string[];
  /** Numbers that differ from step to step, in double precision. @param step from 1. */
  readonly numbers?: (options: Options, step: number) => Readonly<Record<string, number>>;
  readonly update: (given: Update, options: Options) => Updated;
}

export const optimizerCode = <Options>(code: OptimizerCode<Options>): OptimizerCode => code as OptimizerCode;
