import { sha256 } from '../digest/canonical.js';

/*
 * A checkpoint: one line of JSON that says whose it is and carries the digest of all that follows, then a line of JSON
 * with the run's state, then its arrays of float32, little-endian, one after the other.
 */
export const checkpointFormat = 'seedbed-checkpoint/1';

interface CheckpointHeader {
  readonly format: typeof checkpointFormat;
  readonly runId: string;
  /** Steps done. */
  readonly step: number;
  /** SHA-256 of everything after this line. */
  readonly sha256: string;
}

/** What is kept of a run in progress: anything that JSON can say, and its long arrays. */
export interface Checkpoint<State = unknown> {
  readonly runId: string;
  readonly step: number;
  readonly state: State;
  readonly arrays: readonly Float32Array[];
}

export function encodeCheckpoint({ runId, step, state, arrays }: Checkpoint): Uint8Array {
  const about = JSON.stringify({ step, state, lengths: arrays.map((array) => array.length) });
  const bytes = arrays.map((array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  const body = Buffer.concat([Buffer.from(`${about}\n`), ...bytes]);
  const header: CheckpointHeader = { format: checkpointFormat, runId, step, sha256: sha256(body) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

/** @returns the checkpoint, or a sentence that says what is wrong with its bytes. */
export function decodeCheckpoint<State>(bytes: Uint8Array): Checkpoint<State> | string {
  try {
    const [first, body] = lineOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const header = JSON.parse(first) as CheckpointHeader;
    if (header.format !== checkpointFormat) return `it has the format ${header.format}, not ${checkpointFormat}`;
    if (sha256(body) !== header.sha256) return 'it was changed or cut short: its digest does not match';
    const [second, numbers] = lineOf(body);
    const { step, state, lengths } = JSON.parse(second) as { step: number; state: State; lengths: number[] };
    if (step !== header.step) return 'its header names another step';
    // Before any is copied: lengths that go back and forth would copy the same numbers again and again.
    const total = lengths.reduce((sum, length) => sum + (Number.isInteger(length) && length >= 0 ? 4 * length : NaN), 0); // prettier-ignore
    if (total !== numbers.length) return 'its arrays are not of the length that it names';
    let at = numbers.byteOffset;
    const arrays = lengths.map((length) => new Float32Array(numbers.buffer.slice(at, (at += length * 4))));
    return { runId: header.runId, step, state, arrays };
  } catch {
    return 'it is no checkpoint';
  }
}

function lineOf(bytes: Buffer): [string, Buffer] {
  const end = bytes.indexOf('\n');
  if (end < 0) throw new RangeError('no line');
  return [bytes.toString('utf8', 0, end), bytes.subarray(end + 1)];
}
