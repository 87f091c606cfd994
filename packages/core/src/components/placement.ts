import type { Shape } from './shapes.js';

/**
 * How the values of a parameter start: all 0, all 1, drawn by the layer's initializer for so many inputs and outputs of
 * a unit, or drawn with a deviation that no initializer changes.
 */
export type Start = 'zeros' | 'ones' | { readonly fanIn: number; readonly fanOut: number } | { readonly std: number };

export interface NamedShape {
  /** Within its layer: weights, bias … */
  readonly name: string;
  readonly shape: Shape;
  readonly start: Start;
}

/** What a layer makes of an example, and what it needs for that. */
export interface Placement {
  /** Shape of an example that comes out. */
  readonly output: Shape;
  /** What training changes, in the order in which it is stored and drawn. */
  readonly parameters?: readonly NamedShape[];
  /** What training records and no gradient reaches: running statistics. */
  readonly buffers?: readonly NamedShape[];
  /** Multiply-adds of a forward pass of one example. Default: 0. */
  readonly cost?: number;
}

/** Where a layer is. */
export interface Site {
  /** Shape of an example that comes in. */
  readonly input: Shape;
  /** Units of the network's output: a class each, or a numeric target. */
  readonly outputs: number;
  /** What comes out of the layers inside; the input where there are none. */
  readonly inside: Shape;
}

/** Weights that the initializer draws. @param shape inputs before the last axis, outputs on it. */
export const drawn = (name: string, shape: Shape, fanIn: number, fanOut: number): NamedShape => ({ name, shape, start: { fanIn, fanOut } }); // prettier-ignore

export const zeros = (name: string, shape: Shape): NamedShape => ({ name, shape, start: 'zeros' });
export const ones = (name: string, shape: Shape): NamedShape => ({ name, shape, start: 'ones' });
