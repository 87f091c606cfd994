import type { ImageShape } from '@seedbed/core';
import type { Located } from '../files/source-files.js';

/** Images for a worker thread to decode, in order. */
export interface Task {
  readonly number: number;
  readonly images: readonly Located[];
}

/** What a worker thread is told once. */
export interface Setup {
  readonly shape: ImageShape;
}

/** What became of an image. */
export interface Fact {
  /** Why it could not be decoded; its pixels then mean nothing. */
  readonly damage?: string;
  /** Pixels, before it was resized. */
  readonly width: number;
  readonly height: number;
  readonly grey: boolean;
}

export interface Answer {
  readonly number: number;
  /** All images of the task, one behind the other. */
  readonly pixels: Uint8Array;
  readonly facts: readonly Fact[];
}
