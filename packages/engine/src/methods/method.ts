import type { ImageShape, InputConfig, Shape, Stream } from '@seedbed/core';
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Tensors } from '../graph/computation.js';
import type { Targets } from '../losses/loss.js';
import type { ImageChange } from './image-change.js';

/** Numbers that were drawn for a batch. */
export interface Drawn {
  readonly values: Float32Array | Int32Array;
  readonly shape: readonly number[];
}

export interface BatchShape {
  readonly rows: number;
  /** Of an example: [height, width, channels] of images. */
  readonly input: Shape;
  readonly classes: number;
}

/** What goes into the network, [batch, ...shape], and what should come out. */
export interface Examples {
  readonly inputs: Tensor;
  readonly targets: Targets;
}

/** Parameters with what belongs to them; all vectors have one length. */
export interface Weights {
  readonly parameters: Tensor1D;
  readonly slots: Readonly<Record<string, Tensor1D>>;
  readonly constants: Readonly<Record<string, Tensor1D>>;
  /** What its `numbers` gave. */
  readonly numbers: Readonly<Record<string, Scalar>>;
}

/** What of a run's data a method may know that changes images. */
export interface ImagesShown {
  readonly image: ImageShape;
  /** How they are standardized afterwards. */
  readonly input: InputConfig;
}

/**
 * What happens in training alone. A method says where it acts: on each image, on a batch, on the gradient, after the
 * step. Methods act in the order of their list.
 */
export interface MethodCode<Options = unknown> {
  readonly name: string;
  readonly version: number;
  /** Changes images as they are taken; what is drawn comes from `<stage>/<method>`. */
  readonly image?: (options: Options, images: ImagesShown) => ImageChange;
  /** Numbers for a batch, from the same stream. */
  readonly draw?: (options: Options, batch: BatchShape, stream: Stream) => Readonly<Record<string, Drawn>>;
  /** Changes a batch. @param drawn what `draw` gave. */
  readonly batch?: (options: Options, examples: Examples, drawn: Tensors, shape: BatchShape) => Examples;
  /** Vectors that stay the same in all steps, by name, from the run that its option `of` leads to: made once, before training. */
  readonly constants?: (options: Options, upstream: MethodUpstream) => Promise<Readonly<Record<string, Float32Array>>>;
  /** Numbers of a step, in double precision. @param at.step from 0. @param at.steps of the run. */
  readonly numbers?: (options: Options, at: { step: number; steps: number }) => Readonly<Record<string, number>>;
  /** Changes the gradient. */
  readonly gradient?: (options: Options, gradient: Tensor1D, weights: Weights) => Tensor1D;
  /** What it remembers of each parameter; a slot starts as the parameters. */
  readonly slots?: (options: Options) => readonly string[];
  /** New values of its slots. @param weights after the step. */
  readonly after?: (options: Options, weights: Weights) => Readonly<Record<string, Tensor1D>>;
  /** The slot that is measured and kept in place of the parameters. */
  readonly measured?: string;
}

/** Another run that a method looks at, as far as the layers are concerned that are trained. */
export interface MethodUpstream {
  /** Its parameters of these layers, as it left them. */
  readonly parameters: Float32Array;
  /** Fisher information of these parameters on its own training examples. @param examples how many of them, at most. */
  fisher(examples: number): Promise<Float32Array>;
}

export const methodCode = <Options>(code: MethodCode<Options>): MethodCode => code as MethodCode;
