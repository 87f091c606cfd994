import type { BackendIdentity } from '@seedbed/core';

/**
 * The variables among `names` that are set: what a backend's identity says of them. Nothing where none is, so that a run
 * without switches has the id that it always had.
 */
export function switchesSet(
  names: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Pick<BackendIdentity, 'switches'> {
  const set = names.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]] as const]));
  return set.length > 0 ? { switches: Object.fromEntries(set) } : {};
}
