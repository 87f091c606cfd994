import type { PlacedLayer } from '@seedbed/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels.js';
import type { Tensors } from '../graph/computation.js';

/** A layer at work on a batch. */
export interface Call {
  readonly kernels: Kernels;
  readonly layer: PlacedLayer;
  /** By name, in the shapes that core declares for the layer. */
  readonly parameters: Tensors;
  readonly buffers: Tensors;
  /** In training: statistics of the batch, dropout. Else stored statistics, no dropout. */
  readonly training: boolean;
  /** What was drawn for the layer in this step. */
  readonly drawn: Tensors;
  /** The layers inside, as one. */
  readonly inside: Inside;
}

/** Tensors by the name of the layer that they belong to, then by their own. */
export type ByLayer = Readonly<Record<string, Tensors>>;

/** Tensors of a forward pass that its backward pass uses, within any objects; none of them a parameter. */
export type Kept = unknown;

export interface Forward<K = Kept> {
  /** [batch, ...the layer's output shape]; a new tensor. */
  readonly output: Tensor;
  /** What the backward pass needs, input and output too: nothing else is there any more. */
  readonly kept: K;
  /** New values of the layer's buffers; only in training. */
  readonly buffers?: Tensors;
  /** New buffers of the layers inside. */
  readonly inside?: ByLayer;
}

export interface Backward {
  /** Of the input; null where it was not asked for. */
  readonly input: Tensor | null;
  /** Of each parameter, by its name. */
  readonly parameters: Tensors;
  /** Of the parameters of the layers inside. */
  readonly inside?: ByLayer;
}

/** Layers inside of a layer, as one. */
export interface Inside {
  forward(x: Tensor): { readonly output: Tensor; readonly kept: Kept; readonly buffers: ByLayer };
  backward(kept: Kept, dy: Tensor): { readonly input: Tensor; readonly gradients: ByLayer };
}

/** What a layer computes. Its shapes, parameters and options are declared in core. */
export interface LayerCode<K = Kept> {
  readonly name: string;
  readonly version: number;
  /** Names of what is drawn for it in each step of training. */
  readonly draws?: 'uniforms';
  /** @param x [batch, ...the layer's input shape]; it must not be disposed. */
  forward(call: Call, x: Tensor): Forward<K>;
  /** @param needsInput whether the gradient of the input is wanted. */
  backward(call: Call, kept: K, dy: Tensor, needsInput: boolean): Backward;
}

/** A layer as it is registered: what one keeps is nobody else's business. */
export const layerCode = <K>(code: LayerCode<K>): LayerCode => code as unknown as LayerCode;
