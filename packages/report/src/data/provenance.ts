import { byContext, contextWords, type Manifest, summariesOf } from '@seedbed/core';

/** A fact about how runs came about, and how many runs share it. */
export interface Shared<T> {
  readonly value: T;
  readonly runs: number;
}

/** The different values of a fact, in order of first appearance, each with the number of runs that share it. */
export function shared<T>(manifests: readonly Manifest[], fact: (manifest: Manifest) => T): Shared<T>[] {
  const groups = new Map<string, { value: T; runs: number }>();
  for (const manifest of manifests) {
    const value = fact(manifest);
    const key = JSON.stringify(value);
    const group = groups.get(key);
    if (group) group.runs += 1;
    else groups.set(key, { value, runs: 1 });
  }
  return [...groups.values()];
}

/** In words, the contexts that manifests were made in: one, unless somebody hands over what `collect` would refuse. */
export const contextsIn = (manifests: readonly Manifest[]): string[] =>
  summariesOf(byContext(manifests)).map(({ context }) => contextWords(context));

/** Where the page lists a run, for links from the numbers that it gave. */
export const runAnchor = ({ id, digest }: Manifest) => `run-${id.slice(0, 10)}-${digest.slice(0, 6)}`;
