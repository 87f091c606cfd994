import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  firstDifference,
  firstOtherLoss,
  tensorDifference,
  type RunConfig,
  type TensorDifference,
} from '@seedbed/core';
import type { Setup, TensorFile, UpstreamWeights } from './messages.js';
import { WorkerProcess } from './worker-process.js';

/** One of two ways to execute a run. */
export interface Side {
  readonly setup: Setup;
  readonly environment: Readonly<Record<string, string>>;
}

export interface Suspect {
  readonly config: RunConfig;
  /** The runs that it refers to, by config id; their weights are in the store of both sides. */
  readonly upstream: Readonly<Record<string, UpstreamWeights>>;
  /** The step up to which it is looked for, 1-based. */
  readonly upTo: number;
  /** The recorded losses: little-endian float32, base64. */
  readonly recordedLosses: string;
}

/** The first step and tensor in which two executions of a run differ. */
export interface FirstMismatch {
  /** 1-based. */
  readonly step: number;
  readonly tensor: string;
  readonly shape: readonly number[];
  readonly difference: TensorDifference | null;
  /** Tensors of that step that were computed before it and are equal. */
  readonly equalBefore: readonly string[];
}

export interface MismatchSearch {
  /** Null where both executions are equal, or where the recorded one cannot be repeated here. */
  readonly mismatch: FirstMismatch | null;
  /** First step at which executing the recorded side again does not give the recorded loss; null when it repeats. */
  readonly notRepeated: number | null;
  /** Seconds of both sides together. */
  readonly seconds: number;
}

/**
 * Executes both sides again up to the step whose loss differs: first with a digest of every step, which gives the first
 * step that differs, then with all tensors of that one.
 * @param folder where tensors are written.
 */
export async function findFirstMismatch(
  suspect: Suspect,
  recorded: Side,
  here: Side,
  folder: string,
): Promise<MismatchSearch> {
  const started = Date.now();
  const seconds = () => (Date.now() - started) / 1000;
  const trace = async (side: Side, upTo: number, tensors: string | null) => {
    const { worker } = await WorkerProcess.start(side.setup, side.environment);
    const { config, upstream } = suspect;
    return worker.trace({ type: 'trace', config, upstream, upTo, folder: tensors }).finally(() => worker.stop());
  };
  const [theirs, ours] = await Promise.all([trace(recorded, suspect.upTo, null), trace(here, suspect.upTo, null)]);
  const at = firstDifference(theirs.steps, ours.steps);
  // Two executions of one program that part say it themselves, whatever was recorded.
  const isOpen = at >= 0 && recorded.setup.program !== null;
  const notRepeated = isOpen ? null : firstOtherLoss(theirs.losses, suspect.recordedLosses);
  if (notRepeated !== null || at < 0) return { mismatch: null, notRepeated, seconds: seconds() };
  const step = at + 1;
  const [a, b] = await Promise.all([
    trace(recorded, step, join(folder, 'recorded')),
    trace(here, step, join(folder, 'here')),
  ]);
  return { mismatch: firstTensor(step, a.tensors, b.tensors), notRepeated, seconds: seconds() };
}

const readTensor = ({ file }: TensorFile): Float32Array => {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};

function firstTensor(step: number, theirs: readonly TensorFile[], ours: readonly TensorFile[]): FirstMismatch | null {
  const equalBefore: string[] = [];
  for (const [index, tensor] of theirs.entries()) {
    const { name, shape } = tensor;
    const other = ours[index];
    if (other?.name !== name || other.shape.join() !== shape.join())
      return { step, tensor: name, shape, difference: null, equalBefore };
    const difference = tensorDifference(readTensor(tensor), readTensor(other));
    if (difference) return { step, tensor: name, shape, difference, equalBefore };
    equalBefore.push(name);
  }
  return null;
}
