import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NativeProblem } from './problems';
import type { Pin } from './wheels';

/** Packed wheel of TensorFlow, unpacked libraries and some air, in bytes. */
export const spaceNeeded = 2_500_000_000;

/** What is needed with the parts of CUDA that are still to come: unpacked they are half as large again. */
export const spaceFor = (cuda: readonly Pin[]): number =>
  cuda.reduce((sum, { bytes }) => sum + 1.8 * bytes, spaceNeeded);

/** What to say when the cache's disk is too full; undefined when it is not. */
export async function diskProblem(folder: string, needed = spaceNeeded): Promise<NativeProblem | undefined> {
  const place = nearestExisting(folder);
  const { bavail, bsize } = await statfs(place);
  return tooLittle(bavail * bsize, needed, place);
}

/** The judgement alone. */
export function tooLittle(free: number, needed: number, place: string): NativeProblem | undefined {
  if (free >= needed) return undefined;
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  return new NativeProblem(
    'SB_NATIVE_DISK',
    `${gigabytes(free)} free at ${place}, ${gigabytes(needed)} needed`,
    'free some, or put the cache elsewhere with SEEDBED_CACHE',
  );
}

const nearestExisting = (folder: string): string => (existsSync(folder) ? folder : nearestExisting(dirname(folder)));
