import type { RunConfig } from './run-config.js';

/** Config ids of the runs that a config starts from or looks at, each once. The data name no run. */
export function runsOf({ learn, model, training, weights, mask }: RunConfig): string[] {
  return [...new Set(named([weights, model, training, mask, learn.transforms]))];
}

function named(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const [key, run] = entries[0] ?? [];
  if (entries.length === 1 && key === 'run' && typeof run === 'string') return [run];
  return entries.flatMap(([, member]) => named(member));
}
