import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

type Call = (...given: unknown[]) => unknown;

const reversed = (value: unknown): unknown => (Array.isArray(value) ? [...(value as unknown[])].reverse() : value);

/** A listing function that answers in the opposite order, whether it returns, promises or calls back. */
const listingReversed =
  (original: Call): Call =>
  (...given) => {
    const last = given.at(-1);
    if (typeof last === 'function') {
      const callback: Call = (error, entries) => (last as Call)(error, reversed(entries));
      return original(...given.slice(0, -1), callback);
    }
    const result = original(...given);
    return result instanceof Promise ? result.then(reversed) : reversed(result);
  };

function replace(owner: object, name: string, make: (original: Call) => Call): () => void {
  const methods = owner as Record<string, Call>;
  const original = methods[name]!;
  methods[name] = make(original);
  return () => void (methods[name] = original);
}

/**
 * From now on folders list their files the other way round, and every locale sorts backwards.
 * @returns what takes it back.
 */
export function reverseOrder(): () => void {
  const compareBackwards = (original: Call): Call =>
    function (this: unknown, ...given) {
      return -(original.apply(this, given) as number);
    };
  const undo = [
    replace(fs, 'readdirSync', listingReversed),
    replace(fs, 'readdir', listingReversed),
    replace(fs.promises, 'readdir', listingReversed),
    replace(String.prototype, 'localeCompare', compareBackwards),
  ];
  syncBuiltinESMExports();
  return () => {
    for (const back of undo) back();
    syncBuiltinESMExports();
  };
}

/** Runs `action` where both are so: what comes out may depend on neither. */
export async function inAnotherOrder<T>(action: () => Promise<T>): Promise<T> {
  const back = reverseOrder();
  try {
    return await action();
  } finally {
    back();
  }
}
