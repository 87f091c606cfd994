/** A field that is not the same in two values; `undefined` where it is absent. */
export interface Difference {
  readonly path: readonly string[];
  readonly values: readonly [unknown, unknown];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The smallest parts in which two JSON values differ; lists of other lengths differ as a whole. */
export function differencesOf(a: unknown, b: unknown, path: readonly string[] = []): Difference[] {
  if (isRecord(a) && isRecord(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
    return keys.flatMap((key) => differencesOf(a[key], b[key], [...path, key]));
  }
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length)
    return a.flatMap((item: unknown, index) => differencesOf(item, b[index], [...path, String(index)]));
  return Object.is(a, b) ? [] : [{ path, values: [a, b] }];
}
