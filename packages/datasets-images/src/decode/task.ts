import type { ImageShape } from '@seedbed/core';
import type { Located } from '../files/source-files.js';

/** Images for a worker thread to read, in order. */
export interface Task {
  readonly what: 'decode' | 'digest';
  readonly number: number;
  readonly images: readonly Located[];
  /** Room for pixels that came back, to be used again: new memory costs more than filling it. */
  readonly room?: ArrayBuffer;
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

export interface Digested {
  readonly number: number;
  /** SHA-256 of each image's file. */
  readonly digests: readonly string[];
}

export interface Decoded {
  readonly number: number;
  /** All images of the task, one behind the other. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly facts: readonly Fact[];
}
