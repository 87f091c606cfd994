import type { Tensor } from '@tensorflow/tfjs-core';

export type Tensors = Readonly<Record<string, Tensor>>;

/**
 * Makes tensors of tensors: the same operations for inputs of the same shapes, whatever their values. The caller owns
 * inputs and outputs; no output is an input.
 */
export type Computation<In extends Tensors, Out extends Tensors> = (inputs: In) => Out;

/**
 * Gives back a computation with the same outputs, bit for bit, that may take less time.
 * @param key what the computation depends on beside its inputs: the same key stands for the same computation.
 */
export type Compile = <In extends Tensors, Out extends Tensors>(
  key: string,
  computation: Computation<In, Out>,
) => Computation<In, Out>;

/** For backends that compute operation by operation. */
export const uncompiled: Compile = (_key, computation) => computation;
