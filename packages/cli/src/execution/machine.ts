import { setTimeout } from 'node:timers/promises';
import { type ProcessIdentity, thisProcess } from '@seedbed/core';

/** What sharing a store needs to know of the machine and of time: a simulated cluster has many of them. */
export interface Machine {
  readonly process: ProcessIdentity;
  /** Milliseconds, by a clock that nobody sets: only differences count. */
  now(): number;
  /** @param holds whether the process stays alive for it. */
  sleep(milliseconds: number, holds: boolean): Promise<void>;
  /** @returns what ends it. */
  every(milliseconds: number, call: () => void): () => void;
  /** Calls when the process ends by itself. @returns what ends that. */
  atExit(call: () => void): () => void;
}

export const thisMachine: Machine = {
  process: thisProcess(),
  now: () => performance.now(),
  sleep: (milliseconds, holds) => setTimeout(milliseconds, undefined, { ref: holds }),
  every(milliseconds, call) {
    const timer = setInterval(call, milliseconds).unref();
    return () => clearInterval(timer);
  },
  atExit(call) {
    process.once('exit', call);
    return () => process.off('exit', call);
  },
};
