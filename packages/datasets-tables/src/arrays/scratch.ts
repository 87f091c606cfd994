import fs from 'node:fs';
import { namelessFile, SeedbedError, wayOut } from '@seedbed/core';
import type { Located } from '@seedbed/datasets-images';

/**
 * A nameless file for bytes that other threads are to read. What was put there is gone when the next is put.
 * Nothing is left behind, however the process ends.
 */
export class Scratch {
  private readonly file: number;

  /** @throws SeedbedError SB_DATA_WRITE. */
  constructor(private readonly folder: string) {
    this.file = this.attempt(() => {
      fs.mkdirSync(folder, { recursive: true });
      return namelessFile(folder, 'pictures');
    });
  }

  /** Puts pieces one behind the other. @returns where each lies. @throws SeedbedError SB_DATA_WRITE. */
  put(pieces: readonly Uint8Array[]): Located[] {
    let end = 0;
    return pieces.map((piece) => {
      const start = end;
      for (let done = 0; done < piece.length;) {
        done += this.attempt(() => fs.writeSync(this.file, piece, done, piece.length - done, start + done));
      }
      end += piece.length;
      return { file: this.file, start, length: piece.length };
    });
  }

  close(): void {
    fs.closeSync(this.file);
  }

  private attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (cause) {
      throw new SeedbedError('SB_DATA_WRITE', `${this.folder}: cannot unpack pictures, ${(cause as Error).message}`, {
        hint: `${wayOut(cause)}; SEEDBED_CACHE names another folder`,
        cause,
      });
    }
  }
}
