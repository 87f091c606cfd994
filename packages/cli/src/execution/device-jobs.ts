import { availableParallelism } from 'node:os';
import { bytes } from '@seedbed/core/words';
import { backends, type DeviceMemory } from '@seedbed/engine/backends';
import type { Terminal } from '../progress/terminal.js';
import type { PoolOptions } from './pool.js';
import type { RunState } from './state.js';

/** Share of a device's memory that stays free: what its driver takes beside the runs. */
const reserve = 1 / 16;

/** What a device looks like to a scheduler after the first run, which still holds its memory. */
export interface Measured {
  /** Before any worker was there. */
  readonly before: DeviceMemory;
  readonly now: DeviceMemory;
  /** The process that trained it. */
  readonly pid: number | undefined;
}

/** Bytes that a run took of the device: as the system says of its process, else what is less free than before. */
export const takenBy = ({ before, now, pid }: Measured): number =>
  (pid === undefined ? undefined : now.taken.get(pid)) ?? Math.max(0, before.free - now.free);

/**
 * How many runs fit on a device side by side, the one that was measured among them: at least one, one a core at most.
 * @param each bytes of the largest one.
 */
export function fitting({ total, free }: DeviceMemory, each: number, cores: number): number {
  if (each <= 0) return 1;
  return Math.max(1, Math.min(cores, 1 + Math.floor((free - reserve * total) / each)));
}

/** Bytes of the largest run due, where one of `first` bytes on the host took `taken` of the device. */
export const largestOf = (taken: number, first: number, due: readonly number[]): number =>
  taken * Math.max(1, ...due.map((each) => each / first));

/** Memory of a backend's device; null where it has none, or does not say. */
export const deviceMemory = (backend: string): DeviceMemory | null =>
  backends.find(({ name }) => name === backend)?.memory?.() ?? null;

/** What the pool asks after its first run, where nobody said how many runs train side by side and the device can be asked. */
export function moreOnDevice(
  asked: number | undefined,
  { backend, before, due }: { backend: string; before: DeviceMemory | null; due: readonly RunState[] },
  terminal: Terminal,
): Pick<PoolOptions, 'jobsAfter'> {
  if (asked !== undefined || !before) return {};
  return {
    jobsAfter({ memory }, pid) {
      const now = deviceMemory(backend);
      if (!now) return 1;
      const taken = takenBy({ before, now, pid });
      const each = largestOf(taken, memory, due.map((state) => state.memory)); // prettier-ignore
      const jobs = fitting(now, each, availableParallelism());
      terminal.say(`GPU: the first run took ${bytes(taken)} of its ${bytes(now.total)}: up to ${jobs} at a time now`);
      return jobs;
    },
  };
}
