import { createTemporary } from './temporary.js';
import { SeedbedError } from '../errors.js';
import { wayOut } from './system-errors.js';

/**
 * Writes a file that appears whole or not at all, whoever else writes it at the same time and on whatever machine.
 * @throws SeedbedError SB_STORE_WRITE (exit 4).
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  try {
    const file = createTemporary(path);
    try {
      file.append(typeof content === 'string' ? Buffer.from(content) : content);
      file.commit();
    } finally {
      file.discard();
    }
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

/** A file of a store that cannot be written, with the operating system's words. */
export function cannotWrite(
  path: string,
  cause: unknown,
  hint = `${wayOut(cause)}; what is stored already is complete`,
): SeedbedError {
  const message = `${path} cannot be written: ${(cause as Error).message}`;
  return new SeedbedError('SB_STORE_WRITE', message, { hint, cause });
}
