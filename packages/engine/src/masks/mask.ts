import type { Stream } from '@seedbed/core';

/** Which weights of a network stay 0. */
export interface MaskCode<Options = unknown> {
  readonly name: string;
  readonly version: number;
  /**
   * 1 for what may change and 0 for what stays 0.
   * @param given.weights how many can be masked: the weights of trained layers, without biases and what normalizes.
   * @param given.upstream of the run that `of` leads to, the same weights as it left them; undefined where it names none.
   * @param given.stream `<stage>/mask`.
   */
  readonly of: (given: { weights: number; upstream: Float32Array | undefined; stream: () => Stream }, options: Options) => Float32Array; // prettier-ignore
}

export const maskCode = <Options>(code: MaskCode<Options>): MaskCode => code as MaskCode;
