import type { Manifest } from '../manifest/schema.js';
import { seal } from '../manifest/seal.js';

/** A field's path and value, for every value in a manifest that is no object. */
export function* leavesOf(
  value: unknown,
  path: readonly string[] = [],
): Generator<{ path: readonly string[]; value: unknown }> {
  if (typeof value !== 'object' || value === null) yield { path, value };
  else for (const [key, below] of Object.entries(value)) yield* leavesOf(below, [...path, key]);
}

/** Another value of the same type. */
export function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value === null) return 1;
  const text = String(value);
  return (text.startsWith('a') ? 'b' : 'a') + text.slice(1);
}

/** Someone who edits a field and computes the digests again. */
export function forge(manifest: Manifest, path: readonly string[], value: unknown): Manifest {
  const copy = structuredClone(manifest);
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as never, copy as unknown as Record<string, unknown>);
  parent[path.at(-1) as string] = value;
  return seal(copy);
}
