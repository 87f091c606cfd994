import { digestOf } from '../digest/canonical.js';
import type { Manifest } from '../manifest/schema.js';
import { recordedContext, requestOf } from '../manifest/run-id.js';
import { type Difference, differencesOf } from './differences.js';

export interface IdDifferences {
  readonly equal: boolean;
  /** Fields of the request (`config.…`, `measure`) and of what computed it (`context.…`) that differ. */
  readonly fields: readonly Difference[];
  /** Both ids were computed again from these fields, and with them exchanged the one id becomes the other. */
  readonly proven: boolean;
}

/** Everything that a run id is the digest of. */
const identified = (manifest: Manifest) => ({ ...requestOf(manifest), context: recordedContext(manifest) });

/** Why the ids of two runs differ, field by field. */
export function idDifferences(a: Manifest, b: Manifest): IdDifferences {
  const [one, other] = [identified(a), identified(b)];
  const fields = differencesOf(one, other);
  const exchanged = structuredClone(one) as unknown as Record<string, unknown>;
  for (const { path, values } of fields) put(exchanged, path, values[1]);
  const proven = digestOf(one) === a.id && digestOf(exchanged) === b.id;
  return { equal: a.id === b.id, fields, proven };
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, target);
  const key = path.at(-1) as string;
  if (value === undefined) delete parent[key];
  else parent[key] = value;
}
