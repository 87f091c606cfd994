import { allLayers, type NamedShape, type PlacedLayer, sizeOf, storedCount } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Tensors } from '../graph/computation.js';

/*
 * A network's numbers are stored as one vector, layer by layer: the layer's parameters, its buffers, then those of the
 * layers inside. Training changes two vectors instead, of all parameters and of all buffers.
 */

/** A named tensor of a network, and where it is. */
export interface Slice {
  /** The layer's name. */
  readonly layer: string;
  readonly name: string;
  readonly shape: readonly number[];
  readonly size: number;
  readonly isBuffer: boolean;
}

/** Parameters and buffers of layers by the layer's name. */
export interface Bound {
  readonly parameters: Tensors;
  readonly buffers: Tensors;
}

const slice = (layer: string, isBuffer: boolean) => ({ name, shape }: NamedShape): Slice => ({ layer, name, shape, size: sizeOf(shape), isBuffer }); // prettier-ignore

/** Everything that is stored of layers, in order. */
export const slicesOf = (layers: readonly PlacedLayer[]): Slice[] =>
  allLayers(layers).flatMap(({ name, parameters, buffers }) => [
    ...parameters.map(slice(name, false)),
    ...buffers.map(slice(name, true)),
  ]);

export const parameterSlices = (layers: readonly PlacedLayer[]): Slice[] => slicesOf(layers).filter(({ isBuffer }) => !isBuffer); // prettier-ignore
export const bufferSlices = (layers: readonly PlacedLayer[]): Slice[] => slicesOf(layers).filter(({ isBuffer }) => isBuffer); // prettier-ignore

/** Cuts a vector into the tensors of `slices`; it may be absent where there are none. */
export function cut(slices: readonly Slice[], vector: Tensor1D | undefined): Tensor[] {
  if (slices.length === 0 || vector === undefined) return [];
  const pieces = tf.split(vector, slices.map(({ size }) => size)); // prettier-ignore
  return slices.map(({ shape }, index) => tf.reshape(pieces[index] as Tensor, [...shape]));
}

/** Tensors by the layer that they belong to. */
export function bound(slices: readonly Slice[], tensors: readonly Tensor[]): ReadonlyMap<string, Bound> {
  const byLayer = new Map<string, { parameters: Record<string, Tensor>; buffers: Record<string, Tensor> }>();
  for (const [index, { layer, name, isBuffer }] of slices.entries()) {
    const own = byLayer.get(layer) ?? { parameters: {}, buffers: {} };
    own[isBuffer ? 'buffers' : 'parameters'][name] = tensors[index] as Tensor;
    byLayer.set(layer, own);
  }
  return byLayer;
}

/** Tensors of the slices that were taken apart, joined to a vector in their order; null where there are none. */
export function joined(slices: readonly Slice[], of: (layer: string, name: string) => Tensor): Tensor1D | null {
  if (slices.length === 0) return null;
  return tf.concat1d(slices.map(({ layer, name }) => tf.reshape(of(layer, name), [-1])));
}

interface Vectors {
  readonly parameters: Float32Array;
  readonly buffers: Float32Array;
}

/** Parameters and buffers of a stored vector. */
export function unstored(slices: readonly Slice[], stored: Float32Array): Vectors {
  const buffers = slices.reduce((sum, { isBuffer, size }) => sum + (isBuffer ? size : 0), 0);
  const result = { parameters: new Float32Array(stored.length - buffers), buffers: new Float32Array(buffers) };
  const at = { parameters: 0, buffers: 0 };
  let from = 0;
  for (const { isBuffer, size } of slices) {
    const kind = isBuffer ? 'buffers' : 'parameters';
    result[kind].set(stored.subarray(from, from + size), at[kind]);
    at[kind] += size;
    from += size;
  }
  return result;
}

/** Parameters and buffers of the layers above the frozen ones, out of all that is stored of a network. */
export const trainedOf = (
  { layers, frozen }: { readonly layers: readonly PlacedLayer[]; readonly frozen: number },
  stored: Float32Array,
): Vectors => unstored(slicesOf(layers.slice(frozen)), stored.subarray(storedCount(layers.slice(0, frozen))));

/** The stored vector of tensors, on the device. */
export function storedTensor(slices: readonly Slice[], parameters: Tensor1D, buffers: Tensor1D | undefined): Tensor1D {
  if (buffers === undefined) return tf.clone(parameters);
  return tf.tidy(() => {
    const cuts = { own: cut(slices.filter(({ isBuffer }) => !isBuffer), parameters), buffers: cut(slices.filter(({ isBuffer }) => isBuffer), buffers) }; // prettier-ignore
    const pieces = slices.map(({ isBuffer }) => (isBuffer ? cuts.buffers : cuts.own).shift() as Tensor);
    return tf.concat1d(pieces.map((piece) => tf.reshape(piece, [-1]) as Tensor1D));
  });
}
