import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileClock } from './file-clock.js';

const abandonedAfter = 60 * 60 * 1000;

export interface TemporaryFile {
  /** Where it is until it is committed. */
  readonly path: string;
  /** Appends all of `bytes`. */
  append(bytes: Uint8Array): void;
  /** Flushes to the disk and takes the target's place in one step. */
  commit(): void;
  /** Removes the file; harmless after `commit`. */
  discard(): void;
}

/**
 * A file that becomes `path` only when it is whole. Its name is its own, so that any number of processes on any number
 * of machines can write the same target at once; the last one to finish wins, and readers see a whole file always.
 * @throws the operating system's errors, as they are.
 */
export function createTemporary(path: string): TemporaryFile {
  const temporary = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  fs.mkdirSync(dirname(path), { recursive: true });
  let file: number | undefined = fs.openSync(temporary, 'wx');
  const close = () => {
    if (file !== undefined) fs.closeSync(file);
    file = undefined;
  };
  return {
    path: temporary,
    append(bytes) {
      // A write may be a short one: a signal, or a disk that is nearly full.
      for (let done = 0; done < bytes.length;) done += fs.writeSync(file!, bytes, done, bytes.length - done);
    },
    commit() {
      fs.fsyncSync(file!);
      close();
      fs.renameSync(temporary, path);
      syncFolder(dirname(path));
    },
    discard() {
      close();
      fs.rmSync(temporary, { force: true });
    },
  };
}

/** Makes the rename itself last through a power cut; where folders cannot be opened (Windows) there is nothing to do. */
function syncFolder(folder: string): void {
  try {
    const file = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
  } catch {
    // The content is safe already; only the name may be lost, and then it is packed once more.
  }
}

/**
 * Removes what killed writers of `path` left behind. Only files that nobody has written to for an hour: the writer may
 * live on another machine that shares the folder, so its process id says nothing. Never fails: it only tidies up.
 */
export function sweepTemporaries(path: string): void {
  try {
    const folder = dirname(path);
    const temporaries = fs
      .readdirSync(folder)
      .filter((name) => name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp'))
      .map((name) => join(folder, name));
    if (temporaries.length === 0) return;
    const now = fileClock(folder);
    for (const temporary of temporaries) {
      if (now - fs.statSync(temporary).mtimeMs > abandonedAfter) fs.rmSync(temporary, { force: true });
    }
  } catch {
    // No such folder, no permission, or somebody else was faster.
  }
}
