import { SeedbedError } from '../errors.js';
import { wayOut } from '../fs/system-errors.js';

/** A packed file that cannot be trusted; `damagedCode` lets a caller pack it again. */
export const damagedCode = 'SB_DATA_DAMAGED';

export function damaged(path: string, what: string, cause?: unknown): SeedbedError {
  return new SeedbedError(damagedCode, `${path}: the packed data set is damaged, ${what}`, {
    hint: 'Delete the file; the next run packs it again from the original data.',
    cause,
  });
}

/** Says so where nobody else is told. */
export const warnOfDamage = (reason: SeedbedError): void =>
  process.emitWarning(`${reason.message}; it is packed again`, { code: reason.code });

/** A packed file could not be written: what the operating system said, in the user's words. */
export function writeFailed(path: string, error: unknown): SeedbedError {
  if (error instanceof SeedbedError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  if (full) {
    return new SeedbedError('SB_DATA_DISK_FULL', `${path}: no space left while packing the data set`, {
      hint: 'free some space, or set SEEDBED_CACHE to a folder on another disk; nothing was left behind',
      cause: error,
    });
  }
  return new SeedbedError('SB_DATA_WRITE', `${path}: cannot write the packed data set, ${message}`, {
    hint: 'set SEEDBED_CACHE to a folder that can be written to',
    cause: error,
  });
}

/** A packed file is there and cannot be read: no permission, a failing disk. */
export function readFailed(path: string, error: unknown): SeedbedError {
  return new SeedbedError('SB_DATA_READ', `${path}: cannot read the packed data set, ${(error as Error).message}`, {
    hint: `${wayOut(error)}; or set SEEDBED_CACHE to another folder`,
    cause: error,
  });
}
