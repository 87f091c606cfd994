import type { FileBytes } from '../files/file-bytes.js';

/** `Buffer.alloc` may lie in memory that others share. */
export const arrayBufferOf = (bytes: Buffer): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

/** A file as the library reads it. */
export const bufferOf = (file: FileBytes) => ({
  byteLength: file.size,
  slice: (start: number, end = file.size) => arrayBufferOf(file.read(start, end - start)),
});
