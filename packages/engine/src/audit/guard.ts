import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { performance } from 'node:perf_hooks';
import { exitCodes, SeedbedError } from '@seedbed/core';
import { isAllowed } from './allowed.js';
import { type Cause, causes } from './causes.js';
import { describePlaces, placesIn, stackBelow } from './places.js';
import { besideRun, currentRun } from './run-context.js';

type Callable = (...values: never[]) => unknown;

/** @throws SeedbedError when the caller of `hook` belongs to a run. */
function check(cause: Cause, name: string, hook: Callable): void {
  const run = currentRun();
  if (!run) return;
  const stack = besideRun(() => stackBelow(hook));
  if (isAllowed(cause, stack)) return;
  const { code, hint } = causes[cause];
  const error = new SeedbedError(code, `${name} was called in a run ${describePlaces(placesIn(stack))}`, {
    hint,
    exitCode: exitCodes.runsFailed,
  });
  run.caught ??= error;
  throw error;
}

/** Replaces a function by one that is the same to code beside runs. */
function guard<T extends object>(owner: T, key: keyof T & string, cause: Cause, name: string): void {
  const original = owner[key] as (...values: unknown[]) => unknown;
  const hook = function (this: unknown, ...values: unknown[]): unknown {
    check(cause, name, hook);
    return Reflect.apply(original, this, values);
  };
  Object.defineProperties(hook, Object.getOwnPropertyDescriptors(original));
  const { enumerable = false } = Object.getOwnPropertyDescriptor(owner, key) ?? {};
  Object.defineProperty(owner, key, { value: hook, writable: true, configurable: true, enumerable });
}

/** `new Date(2026, 0)` and `Date.parse` read no clock. */
function guardDate(): void {
  const construct = (target: typeof Date, values: unknown[], self: Callable): object => {
    if (values.length === 0) check('clock', 'new Date()', construct);
    return Reflect.construct(target, values, self) as object;
  };
  const apply = (target: typeof Date): string => {
    check('clock', 'Date()', apply);
    return target();
  };
  guard(Date, 'now', 'clock', 'Date.now()');
  const hook = new Proxy(Date, { construct, apply });
  Object.defineProperty(Date.prototype, 'constructor', { value: hook, writable: true, configurable: true });
  globalThis.Date = hook;
}

function install(): void {
  guard(Math, 'random', 'random', 'Math.random()');
  const sources = [
    'randomBytes',
    'pseudoRandomBytes',
    'randomFill',
    'randomFillSync',
    'randomInt',
    'randomUUID',
  ] as const;
  for (const key of sources) guard(crypto, key, 'random', `crypto.${key}()`);
  const web = Object.getPrototypeOf(crypto.webcrypto) as typeof crypto.webcrypto;
  for (const key of ['getRandomValues', 'randomUUID'] as const) guard(web, key, 'random', `crypto.${key}()`);
  guardDate();
  guard(Object.getPrototypeOf(performance) as typeof performance, 'now', 'clock', 'performance.now()');
  guard(process.hrtime, 'bigint', 'clock', 'process.hrtime.bigint()');
  guard(process, 'hrtime', 'clock', 'process.hrtime()');
  syncBuiltinESMExports();
}

// Once, when the engine is loaded: what a plugin that is loaded later keeps hold of is guarded too.
install();

export { auditRun } from './run-context.js';
