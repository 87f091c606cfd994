import { lstatSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { SeedbedError } from '../errors.js';

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | undefined)?.code ?? '';

/** Whether a file is not there, as against a file that is there and cannot be read. */
export const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error));

const ways: Readonly<Record<string, string>> = {
  EACCES: 'check the owner and the permissions of the file and of the folders above it',
  EPERM: 'check the owner and the permissions of the file and of the folders above it',
  EROFS: 'the disk is mounted for reading only: choose another folder',
  ENOSPC: 'free some space, or choose a folder on another disk',
  EDQUOT: 'free some space, or choose a folder on another disk: your share of this one is used up',
  EMFILE: 'too many files are open: raise the limit (ulimit -n), or use fewer --jobs',
  ENFILE: 'too many files are open on this machine: end other programs, or try again later',
  EIO: 'check the disk or the connection to its server, and try again',
  ESTALE: 'check the connection to the file server, and try again',
  EISDIR: 'there is a folder where a file is expected: give the file, or move the folder away',
  ENOTDIR: 'a part of the path is a file: give another path, or move the file away',
  ELOOP: 'the link leads to itself: correct it',
  ENOENT: 'check the path',
};

/** What a user can do about an error of the operating system. One place for all messages. */
export function wayOut(error: unknown): string {
  if ((error as NodeJS.ErrnoException).syscall === 'mkdtemp') return temporaryWayOut(error);
  return ways[codeOf(error)] ?? 'nothing was changed: try again when the cause is gone';
}

/** What a user can do where the folder for temporary files is full, or cannot be written to. */
function temporaryWayOut(error: unknown): string {
  const isFull = ['ENOSPC', 'EDQUOT'].includes(codeOf(error));
  if (isFull) return `free some space in ${tmpdir()}, or set TMPDIR (on Windows: TEMP) to a folder on another disk`;
  return 'set TMPDIR (on Windows: TEMP) to a folder that is there and can be written to';
}

/** A file in the folder for temporary files that cannot be written: SB_SYSTEM (exit 4). */
export const cannotWriteTemporary = (path: string, cause: unknown): SeedbedError =>
  new SeedbedError('SB_SYSTEM', `${path}, in the folder for temporary files, cannot be written: ${(cause as Error).message}`, { hint: temporaryWayOut(cause), cause }); // prettier-ignore

/** Where a link leads; null for what is no link. */
export function linkTarget(path: string): string | null {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : null;
  } catch {
    return null;
  }
}

/**
 * A file that cannot be read, for a reason that says nothing about its content: SB_FILE_UNREADABLE (exit 4), or
 * SB_FILE_NOT_FOUND (exit 2).
 */
export function cannotRead(path: string, cause: unknown): SeedbedError {
  if (!isAbsent(cause)) {
    const message = `${path} cannot be read: ${(cause as Error).message}`;
    return new SeedbedError('SB_FILE_UNREADABLE', message, { hint: wayOut(cause), cause }); // prettier-ignore
  }
  const target = linkTarget(path);
  if (target === null) return new SeedbedError('SB_FILE_NOT_FOUND', `there is no file ${path}`, { hint: 'check the path', cause }); // prettier-ignore
  return new SeedbedError('SB_FILE_NOT_FOUND', `${path} is a link to ${target}, which is not there`, {
    hint: 'bring back what it leads to (is its disk mounted?), or correct the link',
    cause,
  });
}
