import type { Located } from '../files/source-files.js';
import type { Picture } from './picture.js';
import type { ImageShape } from './shape.js';

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

/** What became of an image: its size before it was resized, and what a note counts. */
export interface Fact extends Omit<Picture, 'pixels'> {
  /** Why it could not be decoded; its pixels then mean nothing. */
  readonly damage?: string;
  /** What it is, where it is a picture of a kind that is not read. */
  readonly kind?: string;
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
