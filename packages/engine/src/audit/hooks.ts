import { SeedbedError } from '@seedbed/core';
import { isAllowed, isAllowedTo } from './allowed.js';
import { type Cause, causes } from './causes.js';
import { describePlaces, nearestOf, placesIn, stackBelow } from './places.js';
import { besideRun, currentRun } from './run-context.js';

export type Callable = (...values: never[]) => unknown;

/** Frames that are enough to see who called: Node's own may lie between. */
const few = 6;

/** Whether the caller of `hook` is watched, and may not do what `cause` is. */
export function isForbidden(cause: Cause, hook: Callable): boolean {
  const run = currentRun();
  return run !== null && !besideRun(() => isAllowedTo(cause, nearestOf(stackBelow(hook, few)), run.allows));
}

/**
 * @param name what was done, as "Date.now()".
 * @throws SeedbedError when the caller of `hook` belongs to a run, or to a plugin that is imported or opens its data.
 */
export function check(cause: Cause, name: string, hook: Callable): void {
  const run = currentRun();
  if (!run || !isForbidden(cause, hook)) return;
  const stack = besideRun(() => stackBelow(hook));
  if (isAllowed(cause, stack)) return;
  const { code, hint } = causes[cause];
  const verb = /\)( without a \w+)?$/.test(name) ? 'called' : 'read';
  const error = new SeedbedError(code, `${name} was ${verb} ${run.when} ${describePlaces(placesIn(stack))}`, {
    hint: run.hint ?? hint,
    exitCode: run.exitCode,
  });
  run.caught ??= error;
  throw error;
}

/** Which calls are meant; all of them by default. */
type Meant = (values: readonly unknown[]) => boolean;

/** Replaces a function by one that is the same to code beside runs; what this Node does not have is left alone. */
export function guard(owner: object, key: string, cause: Cause, name: string, meant: Meant = () => true): void {
  const original = (owner as Record<string, unknown>)[key];
  if (typeof original !== 'function') return;
  const hook = function (this: unknown, ...values: unknown[]): unknown {
    if (meant(values)) check(cause, name, hook);
    return Reflect.apply(original, this, values) as unknown;
  };
  replaceBy(owner, key, original, hook);
}

/** Puts `hook` in a function's place, with everything that the function carries. */
export function replaceBy(owner: object, key: string, original: object, hook: object): void {
  Object.defineProperties(hook, Object.getOwnPropertyDescriptors(original));
  const { enumerable = false } = Object.getOwnPropertyDescriptor(owner, key) ?? {};
  Object.defineProperty(owner, key, { value: hook, writable: true, configurable: true, enumerable });
}

/** The same for a value that is read: a plain one, or one that a getter computes. */
export function guardRead(owner: object, key: string, cause: Cause, name: string): void {
  const found = Object.getOwnPropertyDescriptor(owner, key);
  if (!found?.configurable) return;
  const { get, set, value, enumerable = false } = found;
  const hook = function (this: unknown): unknown {
    check(cause, name, hook);
    return get ? Reflect.apply(get, this, []) : value;
  };
  Object.defineProperty(owner, key, { get: hook, ...(set && { set }), configurable: true, enumerable });
}

/** The same for a class of which objects are made. */
export function guardClass(owner: object, key: string, cause: Cause, name: string, meant: Meant = () => true): void {
  const original = (owner as Record<string, unknown>)[key];
  if (typeof original !== 'function') return;
  const construct = (target: Callable, values: unknown[], self: Callable): object => {
    if (meant(values)) check(cause, name, construct);
    return Reflect.construct(target, values, self) as object;
  };
  const apply = (target: Callable, self: unknown, values: unknown[]): unknown => {
    if (meant(values)) check(cause, name, apply);
    return Reflect.apply(target, self, values as never[]);
  };
  const { enumerable = false } = Object.getOwnPropertyDescriptor(owner, key) ?? {};
  const hook = new Proxy(original as Callable, { construct, apply });
  Object.defineProperty(owner, key, { value: hook, writable: true, configurable: true, enumerable });
}
