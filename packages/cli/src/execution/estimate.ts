import { type BackendIdentity, isProgram, type Manifest } from '@seedbed/core';
import type { RunState } from './state.js';

/** Multiply-adds a second of `tensorflow-gpu` on an H200, with the network of experiments/tinyimagenet/paper.yaml, one run. */
export const rateOfH200 = 1.5e12;

/**
 * Multiply-adds a second that a run reached where it was measured: on one core of a 2023 server, or an H200; a first guess
 * elsewhere.
 */
const measuredRates: Readonly<Record<string, number>> = {
  tensorflow: 25e9,
  wasm: 5.5e9,
  cpu: 0.05e9,
  'tensorflow-gpu': rateOfH200,
  webgpu: 1e12,
};

/** How fast runs go here, and how that is known. */
export interface Rate {
  /** Multiply-adds a second. */
  readonly rate: number;
  readonly basis: 'pilot' | 'stored runs' | 'another machine' | 'nothing';
}

/** The rate of the runs stored already, or else a rate measured elsewhere; of a program nothing. */
export function rateOf(stored: readonly Manifest[], states: readonly RunState[], identity: BackendIdentity): Rate {
  const costs = new Map(states.map((state) => [state.run.configId, state.cost]));
  const spent = stored.reduce((sum, manifest) => sum + manifest.cost.wallSeconds, 0);
  const done = stored.reduce((sum, manifest) => sum + (costs.get(manifest.configId) ?? 0), 0);
  if (spent > 0) return { rate: done / spent, basis: 'stored runs' };
  // What a step of a program takes, nobody knows before.
  if (isProgram(identity)) return { rate: 1e9, basis: 'nothing' };
  return { rate: measuredRates[identity.name] ?? 1e9, basis: 'another machine' };
}

/** Seconds that so many jobs take side by side; never less than the longest run alone. */
export function secondsAt(rate: number, due: readonly RunState[], jobs: number): number {
  const work = due.reduce((sum, state) => sum + state.cost, 0) / rate;
  const longest = Math.max(0, ...due.map((state) => state.cost)) / rate;
  return Math.max(work / Math.min(jobs, Math.max(1, due.length)), longest);
}

/**
 * Seconds that training will take: at the rate of the runs stored already, or else at a measured rate; null where there is
 * neither.
 */
export function estimateSeconds(
  due: readonly RunState[],
  stored: readonly Manifest[],
  states: readonly RunState[],
  identity: BackendIdentity,
  jobs: number,
): number | null {
  const { rate, basis } = rateOf(stored, states, identity);
  return basis === 'nothing' ? null : secondsAt(rate, due, jobs);
}
