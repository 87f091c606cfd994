import type { Source } from '@seedbed/core';

/**
 * The same source with some of it put in another's place. What is no source is left as it is: core says what is wrong.
 * @param change gets its origin, read once.
 */
export function changedSource(given: Source, change: (origin: string) => Partial<Source>): Source {
  const { origin, content } = (given ?? {}) as Partial<Record<keyof Source, unknown>>;
  if (typeof content !== 'function' || typeof origin !== 'string' || origin.trim() === '') return given;
  return { origin, content: () => given.content(), close: () => given.close?.(), ...change(origin) };
}
