import { createHash } from 'node:crypto';
import fs from 'node:fs';

const chunkBytes = 4 * 1024 * 1024;

/** Pixels of a packed file: copied out of memory, or read from the disk where they do not fit. */
export interface PixelSource {
  /** Copies `length` bytes that start `start` bytes into the pixels. */
  read(start: number, length: number, target: Uint8Array, offset: number): void;
  close(): void;
}

/** Reads exactly `length` bytes from a file's `position`; false where the file ends before. */
export function readFully(file: number, target: Uint8Array, offset: number, length: number, position: number): boolean {
  for (let done = 0; done < length;) {
    const got = fs.readSync(file, target, offset + done, length - done, position + done);
    if (got === 0) return false;
    done += got;
  }
  return true;
}

/**
 * Reads all pixels once, hashing them on the way, into memory if `hold`.
 * @returns their SHA-256, and the pixels where they were to be held; undefined where the file ends before they do.
 */
export function scanPixels(file: number, position: number, length: number, hold: boolean) {
  const held = hold ? new Uint8Array(length) : undefined;
  const chunk = held ?? new Uint8Array(Math.min(chunkBytes, length));
  const hash = createHash('sha256');
  for (let start = 0; start < length; start += chunkBytes) {
    const size = Math.min(chunkBytes, length - start);
    const at = held ? start : 0;
    if (!readFully(file, chunk, at, size, position + start)) return undefined;
    hash.update(chunk.subarray(at, at + size));
  }
  return { sha256: hash.digest('hex'), held };
}

/** Pixels in memory. */
export function heldPixels(pixels: Uint8Array): PixelSource {
  return {
    read: (start, length, target, offset) => target.set(pixels.subarray(start, start + length), offset),
    close: () => undefined,
  };
}

/** Pixels that stay in the file, from `position` on; owns the file and closes it. */
export function filePixels(file: number, position: number, onShort: () => Error): PixelSource {
  return {
    read(start, length, target, offset) {
      if (!readFully(file, target, offset, length, position + start)) throw onShort();
    },
    close: () => fs.closeSync(file),
  };
}
