import { processStat } from '@seedbed/core';

/** Looks in the time after which a process counts as hung. */
const looks = 10;

/**
 * Processor time that a process has used, all its threads together, in the system's ticks.
 * @returns null where the system does not say (only Linux does), or the process is gone.
 */
export function processorTicks(pid: number): number | null {
  const stat = processStat(pid);
  return stat && Number(stat[11]) + Number(stat[12]);
}

/**
 * Calls `hung` once, when a process has used no processor time for so long: stopped, or waiting for what never comes.
 * Looks are counted, not the clock: a laptop that slept, or a clock that was set, makes nobody hang.
 * @param seconds 0: never.
 * @returns what ends the watch.
 */
export function watchForHang(pid: number, seconds: number, hung: () => void): () => void {
  if (seconds === 0) return () => {};
  let [last, still] = [processorTicks(pid), 0];
  const timer = setInterval(
    () => {
      const now = processorTicks(pid);
      still = now !== null && now === last ? still + 1 : 0;
      last = now;
      if (still < looks) return;
      clearInterval(timer);
      hung();
    },
    (seconds * 1000) / looks,
  );
  return () => clearInterval(timer);
}
