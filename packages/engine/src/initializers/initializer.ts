import type { Stream } from '@seedbed/core';

export interface Drawing {
  /** The last axis counts outputs. */
  readonly shape: readonly number[];
  /** Inputs of a unit. */
  readonly fanIn: number;
  /** Outputs that an input reaches. */
  readonly fanOut: number;
}

/** How initial weights are drawn. */
export interface InitializerCode<Options = unknown> {
  readonly name: string;
  readonly version: number;
  /** All values, in the order in which they are stored. */
  readonly draw: (drawing: Drawing, stream: Stream, options: Options) => Float32Array;
}

export const initializerCode = <Options>(code: InitializerCode<Options>): InitializerCode => code as InitializerCode;
