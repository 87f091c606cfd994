import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeedbedError } from '@seedbed/core';
import { bytesOf } from './bytes.js';
import type { Rows } from './rows.js';

/** Rows in a nameless file of the folder for temporary files: nothing is left behind, however the process ends. */
export class SpilledRows implements Rows {
  private readonly file: number;

  /** @throws SeedbedError SB_SPILL when the file cannot be made. */
  constructor(readonly width: number) {
    try {
      const folder = fs.mkdtempSync(join(tmpdir(), 'seedbed-rows-'));
      this.file = fs.openSync(join(folder, 'rows'), 'wx+');
      fs.rmSync(folder, { recursive: true });
    } catch (cause) {
      throw cannotSpill(cause);
    }
  }

  /** Writes neighbouring rows. @throws SeedbedError SB_SPILL when the disk is full. */
  write(first: number, values: Float32Array): void {
    const bytes = bytesOf(values);
    try {
      for (let done = 0; done < bytes.length;) {
        done += fs.writeSync(this.file, bytes, done, bytes.length - done, first * this.width * 4 + done);
      }
    } catch (cause) {
      throw cannotSpill(cause);
    }
  }

  copy(indices: ArrayLike<number>, target: Float32Array): void {
    const bytes = bytesOf(target);
    const length = this.width * 4;
    for (let at = 0, next = 0; at < indices.length; at = next) {
      const first = indices[at] as number;
      // Neighbours, as evaluation wants them, come with one call.
      for (next = at + 1; indices[next] === first + next - at;) next++;
      const end = next * length;
      for (let to = at * length; to < end;) {
        const read = fs.readSync(this.file, bytes, to, end - to, first * length + to - at * length);
        if (read === 0) throw new RangeError(`row ${first + Math.floor(to / length) - at} was not written`);
        to += read;
      }
    }
  }

  close(): void {
    fs.closeSync(this.file);
  }
}

const cannotSpill = (cause: unknown) =>
  new SeedbedError('SB_SPILL', `${tmpdir()}: cannot keep outputs of frozen layers, ${(cause as Error).message}`, {
    hint: 'Free some space there, or name another folder for temporary files in TMPDIR; nothing was left behind.',
    cause,
  });
