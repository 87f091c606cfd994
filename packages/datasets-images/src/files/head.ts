import fs from 'node:fs';
import type { SourceFiles } from './source-files.js';
import { unreadable, wrapping } from './errors.js';

/** The first bytes of a file, at most so many. @throws SeedbedError SB_DATA_READ. */
export function headOf(files: Pick<SourceFiles, 'locate' | 'describe'>, name: string, most = 1024): Uint8Array {
  const located = files.locate(name);
  const bytes = Buffer.alloc('path' in located ? most : Math.min(most, located.length));
  const read = () => {
    if (!('path' in located)) return fs.readSync(located.file, bytes, 0, bytes.length, located.start);
    const file = fs.openSync(located.path, 'r');
    try {
      return fs.readSync(file, bytes, 0, bytes.length, 0);
    } finally {
      fs.closeSync(file);
    }
  };
  return bytes.subarray(
    0,
    wrapping(read, (cause) => unreadable(files.describe(name), cause)),
  );
}
