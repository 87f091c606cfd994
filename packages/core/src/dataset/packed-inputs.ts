import { createHash, hash } from 'node:crypto';
import fs from 'node:fs';
import { blockDigestBytes } from './packed-format.js';

const chunkBytes = 4 * 1024 * 1024;

/** Inputs of a packed file, as bytes: copied out of memory, or read from the disk where they do not fit. */
export interface InputSource {
  /** Copies `length` bytes that start `start` bytes into the inputs. */
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
 * Reads all inputs once, hashing them on the way, into memory if `hold`.
 * @returns their SHA-256, and the inputs where they were to be held; undefined where the file ends before they do.
 */
export function scanInputs(file: number, position: number, length: number, hold: boolean) {
  const held = hold ? new Uint8Array(length) : undefined;
  const chunk = held ?? new Uint8Array(Math.min(chunkBytes, length));
  const sum = createHash('sha256');
  for (let start = 0; start < length; start += chunkBytes) {
    const size = Math.min(chunkBytes, length - start);
    const at = held ? start : 0;
    if (!readFully(file, chunk, at, size, position + start)) return undefined;
    sum.update(chunk.subarray(at, at + size));
  }
  return { sha256: sum.digest('hex'), held };
}

/** Inputs of a file that was opened for its identity alone. */
export const noInputs: InputSource = {
  read() {
    throw new Error('the data set was opened for its identity alone: its examples were not checked');
  },
  close: () => undefined,
};

/** Inputs in memory: they were checked when they were read, and nobody else can change them. */
export function heldInputs(inputs: Uint8Array): InputSource {
  return {
    read: (start, length, target, offset) => target.set(inputs.subarray(start, start + length), offset),
    close: () => undefined,
  };
}

/** Inputs in a file, in blocks that have a digest each. */
export interface InputBlocks {
  /** An open file; whoever reads the inputs closes it. */
  readonly file: number;
  /** Where the inputs begin in the file, and how many bytes they are. */
  readonly position: number;
  readonly length: number;
  /** Bytes of a block; the last one may be shorter. */
  readonly bytes: number;
  /** `blockDigestBytes` for each block. */
  readonly digests: Uint8Array;
}

/**
 * Inputs that stay in the file. Each block is checked whenever it is read from there, since the file may be changed while
 * it is in use; the blocks used last stay in memory.
 * @param keep bytes of blocks to keep in memory; one block is always kept.
 * @param onDamage makes the error for a block that differs from its digest, or that is not there.
 */
export function fileInputs(blocks: InputBlocks, keep: number, onDamage: (block: number) => Error): InputSource {
  const { file, position, length, bytes, digests } = blocks;
  const most = Math.max(1, Math.floor(keep / bytes));
  // A map goes through its keys in the order in which they were added: the first one was used least recently.
  const kept = new Map<number, Uint8Array>();
  const oldest = (): Uint8Array | undefined => {
    const [first] = kept.keys();
    if (first === undefined || kept.size < most) return undefined;
    const room = kept.get(first);
    kept.delete(first);
    return room;
  };
  const load = (block: number): Uint8Array => {
    const room = oldest() ?? new Uint8Array(bytes);
    const size = Math.min(bytes, length - block * bytes);
    const content = room.subarray(0, size);
    const there = readFully(file, room, 0, size, position + block * bytes);
    const expected = digests.subarray(block * blockDigestBytes, (block + 1) * blockDigestBytes);
    if (!there || hash('sha256', content, 'buffer').compare(expected) !== 0) throw onDamage(block);
    return room;
  };
  const blockAt = (block: number): Uint8Array => {
    const known = kept.get(block);
    if (known) kept.delete(block);
    const content = known ?? load(block);
    kept.set(block, content);
    return content;
  };
  return {
    read(start, count, target, offset) {
      for (let done = 0; done < count;) {
        const [block, from] = [Math.floor((start + done) / bytes), (start + done) % bytes];
        const size = Math.min(count - done, bytes - from);
        target.set(blockAt(block).subarray(from, from + size), offset + done);
        done += size;
      }
    },
    close: () => fs.closeSync(file),
  };
}
