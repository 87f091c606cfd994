import { ticksOfTree } from '../trainers/program/process-tree.js';

/** Looks in the time after which a process counts as hung. */
const looks = 10;

/**
 * Calls `hung` once, when a process and those that it started have used no processor time for so long: stopped, or
 * waiting for what never comes.
 * Looks are counted, not the clock: a laptop that slept, or a clock that was set, makes nobody hang.
 * @param seconds 0: never.
 * @returns what ends the watch.
 */
export function watchForHang(pid: number, seconds: number, hung: () => void): () => void {
  if (seconds === 0) return () => {};
  let [last, still] = [ticksOfTree(pid), 0];
  const timer = setInterval(
    () => {
      const now = ticksOfTree(pid);
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
