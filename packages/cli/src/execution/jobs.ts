import { availableParallelism } from 'node:os';
import { type BackendIdentity, isOnDevice } from '@seedbed/core';
import { backends } from '@seedbed/engine/backends';
import { bytes } from '@seedbed/core/words';
import type { Terminal } from '../progress/terminal.js';
import type { RunState } from './state.js';

export const isGpu = (backend: string): boolean => backends.find(({ name }) => name === backend)?.gpu ?? false;

/** How many runs train side by side when nobody says: one a core, but one on a GPU, whose memory they would share. */
const usualJobs = (identity: BackendIdentity): number =>
  isGpu(identity.name) || isOnDevice(identity) ? 1 : availableParallelism();

export interface SideBySide {
  readonly jobs: number;
  /** Of all workers together, bytes. */
  readonly memory: number;
}

/** How many of `due` train side by side, and in how much memory, where nobody says otherwise. */
export const sideBySide = (asked: Partial<SideBySide>, identity: BackendIdentity): SideBySide => ({
  jobs: asked.jobs ?? usualJobs(identity),
  memory: asked.memory ?? process.availableMemory(),
});

/** Says so where memory will not do for as many runs as were asked for. */
export function sayWhatFits(terminal: Terminal, due: readonly RunState[], { jobs, memory }: SideBySide): void {
  const largest = due.reduce((most, state) => Math.max(most, state.memory), 0);
  if (largest * Math.min(jobs, due.length) <= memory) return;
  terminal.say(
    `memory: a run takes up to about ${bytes(largest)}, of ${bytes(memory)}: fewer at a time where they are large`,
  );
}
