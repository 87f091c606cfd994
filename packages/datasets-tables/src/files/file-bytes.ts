import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { promisify } from 'node:util';
import type { Located } from '@seedbed/datasets-images';
import { unreadable } from '../errors.js';

const readAt = promisify(fs.read);
const pieceBytes = 1024 * 1024;

/** A file's bytes, read where they are asked for; never all of them at once. */
export interface FileBytes {
  /** What a person calls the file. */
  readonly where: string;
  readonly size: number;
  /** How large it was given: no larger than the archive that it is in. What unpacks twice has one limit, not two. */
  readonly packedSize: number;
  /** So many bytes, or fewer where the file ends before. @throws SeedbedError SB_DATA_READ. */
  read(start: number, length: number): Buffer;
  /** The bytes from `start` to `end`, in order, each piece in memory of its own. @throws SeedbedError SB_DATA_READ. */
  pieces(start?: number, end?: number): AsyncGenerator<Buffer, void, undefined>;
  close(): void;
}

/** @param archiveBytes the size of the archive that the file is in. @throws SeedbedError SB_DATA_READ. */
export function fileBytes(located: Located, where: string, archiveBytes = Infinity): FileBytes {
  const guarded = <T>(action: () => T): T => {
    try {
      return action();
    } catch (cause) {
      throw unreadable(where, cause);
    }
  };
  const isOwn = 'path' in located;
  const file = isOwn ? guarded(() => fs.openSync(located.path, 'r')) : located.file;
  const from = isOwn ? 0 : located.start;
  const size = isOwn ? guarded(() => fs.fstatSync(file).size) : located.length;
  return {
    where,
    size,
    packedSize: Math.min(size, archiveBytes),
    read(start, length) {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - start)));
      let read = 0;
      while (read < bytes.length) {
        const more = guarded(() => fs.readSync(file, bytes, read, bytes.length - read, from + start + read));
        if (more === 0) throw cutShort(where);
        read += more;
      }
      return bytes;
    },
    async *pieces(start = 0, end = size) {
      for (let at = start; at < end;) {
        const piece = Buffer.allocUnsafeSlow(Math.min(pieceBytes, end - at));
        const { bytesRead } = await readAt(file, piece, 0, piece.length, from + at).catch((cause: unknown) => {
          throw unreadable(where, cause);
        });
        if (bytesRead === 0) throw cutShort(where);
        yield piece.subarray(0, bytesRead);
        at += bytesRead;
      }
    },
    close: () => {
      if (isOwn) fs.closeSync(file);
    },
  };
}

const cutShort = (where: string) => unreadable(where, new Error('it became shorter while it was read'));

/** SHA-256 of all bytes. */
export async function sha256Of(bytes: FileBytes, onBytes: (read: number) => void = () => {}): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of bytes.pieces()) {
    hash.update(piece);
    onBytes(piece.length);
  }
  return hash.digest('hex');
}
