import type { Stream } from '@seedbed/core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** How a method changes images as they are taken: what is drawn for an image, and what is done with it. */
export interface ImageChange {
  /** Numbers for one image: always as many, in the same order. */
  readonly draw: (stream: Stream) => readonly number[];
  /** The changed image, made on the host. */
  readonly change: (pixels: Uint8Array, drawn: readonly number[]) => Uint8Array;
  /**
   * The same on a device that keeps the images: pixel values, [rows, height, width, channels], with what was drawn for each,
   * [rows, numbers], as float32. It must give the same values, whole numbers from 0 to 255. Default: images are changed on
   * the host.
   */
  readonly inGraph?: ((pixels: Tensor4D, drawn: Tensor2D) => Tensor4D) | undefined;
}

/** A change of a run, with its stream. */
export interface Changing extends Omit<ImageChange, 'draw'> {
  readonly draw: () => readonly number[];
  /** All that `image` was given, since it decides the operations of `inGraph`. */
  readonly key: unknown;
}

/** All changes of an image on the host, in their order. */
export const changedBy = (changes: readonly Changing[]) => (pixels: Uint8Array) =>
  changes.reduce((before, { draw, change }) => change(before, draw()), pixels);
