import type { Dataset, Measured, Part, Shape, Stream } from '@seedbed/core';

/** Which example of a set it is. */
export interface Which {
  readonly part: Part;
  readonly classIndex: number;
  readonly item: number;
}

/** Mean and deviation of the values of a channel or column. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** A transform at work on the examples of a run. */
export interface Transforming {
  /** What decides what it makes of an example: equal keys, equal results. */
  readonly key: unknown;
  /** Changes the standardized values of an example, in place. Columns that transforms behind it add are there, as 0. */
  readonly change: (values: Float32Array, which: Which) => void;
}

/** What a transform may know of the data. */
export interface Transformed {
  /** Of an example as the transforms before leave it: the last axis counts channels or columns. */
  readonly shape: Shape;
  readonly counts: Dataset['counts'];
  /** `<group, else set>/<what the component draws>`. */
  readonly stream: () => Stream;
  /** By channel or column, of the training part as the transforms before leave it; looked at once, when it is first asked for. */
  readonly spread: () => readonly Spread[];
}

/** What changes the values of examples, once, before a run: what is measured has seen it too. */
export interface TransformCode<Options = unknown> {
  readonly name: string;
  readonly version: number;
  /** Whether it needs training examples to know what to do. */
  readonly fits?: true;
  readonly of: (options: Options, data: Transformed) => () => Transforming;
}

/** The transforms of a part of the run, in their order. */
export type Transforms = (part: Measured) => readonly Transforming[];

export const transformCode = <Options>(code: TransformCode<Options>): TransformCode => code as TransformCode;
