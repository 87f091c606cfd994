import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Kernels, Loss } from '../kernels/kernels.js';

/** What a batch should give. */
export interface Targets {
  /** Classes, int32, [batch]. */
  readonly labels: Tensor1D;
  /** Shares of the classes where a method has mixed examples, [batch, classes]; the labels then count no more. */
  readonly shares?: Tensor2D;
  /** Numbers to be predicted, [batch, outputs]. */
  readonly numbers?: Tensor2D;
  /** What the teacher gives for the same inputs before its softmax, [batch, classes]. */
  readonly teacher?: Tensor2D;
}

export interface LossCode<Options = unknown> {
  readonly name: string;
  readonly version: number;
  /** Mean over the batch and its gradient. @param outputs [batch, units]. */
  readonly of: (given: { kernels: Kernels; outputs: Tensor2D; targets: Targets }, options: Options) => Loss;
}

export const lossCode = <Options>(code: LossCode<Options>): LossCode => code as LossCode;
