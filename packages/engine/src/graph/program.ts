import { philoxUniforms } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Compile, Computation, Tensors } from './computation.js';
import { thenDispose } from './disposing.js';

/** Uniform numbers that a program draws in each step: a Philox sequence (core's `philoxUniforms`). */
export interface Draws {
  readonly key: readonly [number, number];
  readonly shape: readonly number[];
}

/** A computation that is repeated, step by step, on a state that stays where it is computed. */
export interface Repeated {
  /** What the computation depends on beside its tensors: the same key stands for the same computation. */
  readonly key: string;
  /** Of state, constants, draws and inputs together it makes other outputs and, under the same names, what of the state is new. */
  readonly computation: Computation<Tensors, Tensors>;
  /** Taken over. */
  readonly state: Tensors;
  /** Taken over. */
  readonly constants: Tensors;
  /** Constants whose first extent decides no operation. Default: none. */
  readonly anyRows?: readonly string[];
  readonly draws: Readonly<Record<string, Draws>>;
}

export interface Program {
  /**
   * One step.
   * @param inputs still the caller's.
   * @param step from 0: it selects what is drawn.
   * @param instead computes operation by operation what the program computes, for looking into it.
   * @returns the outputs that are no state; the caller's.
   */
  run(inputs: Tensors, step: number, instead?: Computation<Tensors, Tensors>): Tensors;
  /** Copies of the state, or of what of it is named; the caller's. */
  state(names?: readonly string[]): Record<string, Tensor>;
  /** Replaces some of the state. @param tensors taken over. */
  set(tensors: Tensors): void;
  dispose(): void;
}

/** Makes a program. */
export type Load = (repeated: Repeated) => Program;

/** What is drawn in a step, as tensors. */
export const drawnIn = (draws: Repeated['draws'], step: number): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(draws).map(([name, { key, shape }]) => {
      const count = shape.reduce((product, extent) => product * extent, 1);
      return [name, tf.tensor(philoxUniforms(key, step, count), [...shape])];
    }),
  );

/** The outputs of a computation that are the new state, and the others. */
export function parted(
  outputs: Tensors,
  state: Tensors,
): { state: Record<string, Tensor>; others: Record<string, Tensor> } {
  const all = Object.entries(outputs);
  return {
    state: Object.fromEntries(all.filter(([name]) => name in state)),
    others: Object.fromEntries(all.filter(([name]) => !(name in state))),
  };
}

export const clones = (tensors: Tensors, names: readonly string[] = Object.keys(tensors)): Record<string, Tensor> =>
  Object.fromEntries(names.map((name) => [name, tf.clone(tensors[name] as Tensor)]));

/** Programs whose state is tensors of TensorFlow.js: on its WebGPU and WebAssembly backends these are on the device. */
export const loadTensors =
  (compile: Compile): Load =>
  ({ key, computation, state: start, constants, draws }) => {
    const compiled = compile(key, computation);
    let state = { ...start };
    const set = (tensors: Tensors) => {
      tf.dispose(Object.keys(tensors).map((name) => state[name]));
      state = { ...state, ...tensors };
    };
    return {
      run(inputs, step, instead = compiled) {
        const drawn = drawnIn(draws, step);
        const after = thenDispose(drawn, () => parted(instead({ ...state, ...constants, ...drawn, ...inputs }), state));
        set(after.state);
        return after.others;
      },
      state: (names) => clones(state, names),
      set,
      dispose: () => tf.dispose([state, constants as Record<string, Tensor>]),
    };
  };
