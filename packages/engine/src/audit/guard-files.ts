import fs from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cause } from './causes.js';
import { type Callable, check, guardRead, isForbidden, replaceBy } from './hooks.js';
import { currentRun } from './run-context.js';

const byPath = ['open', 'openSync', 'openAsBlob', 'readFile', 'readFileSync', 'createReadStream', 'readdir', 'readdirSync', 'opendir', 'opendirSync', 'readlink', 'readlinkSync', 'copyFile', 'copyFileSync', 'cp', 'cpSync', 'realpath', 'realpathSync']; // prettier-ignore
const byTimes = ['stat', 'statSync', 'lstat', 'lstatSync', 'fstat', 'fstatSync'];
const times = ['atime', 'mtime', 'ctime', 'birthtime'].flatMap((name) => [name, `${name}Ms`, `${name}Ns`]);

/** Files that are no files: what they say is made up by the machine at the moment. */
export function guardFiles(): void {
  for (const [prefix, owner] of Object.entries({ fs, 'fs.promises': fs.promises })) {
    for (const key of byPath) guardPath(owner, key, `${prefix}.${key}`);
    for (const key of [...byTimes, 'statfs', 'statfsSync']) guardPath(owner, key, `${prefix}.${key}`);
    for (const key of byTimes) guardTimes(owner, key, `${prefix}.${key}`);
  }
}

/** @returns what a path stands for; undefined for a file. */
function causeOf(path: unknown): Cause | undefined {
  const written = path instanceof URL && path.protocol === 'file:' ? fileURLToPath(path) : path;
  if (typeof written !== 'string' && !Buffer.isBuffer(written)) return undefined;
  const full = resolve(String(written));
  if (/^\/dev\/(u?random|hwrng)$/.test(full)) return 'random';
  return /^\/(proc|sys)(\/|$)|^\/dev\/(rtc|ptp|pts)/.test(full) ? 'machine' : undefined;
}

function guardPath(owner: object, key: string, name: string): void {
  const original = (owner as Record<string, unknown>)[key];
  if (typeof original !== 'function') return;
  const hook = function (this: unknown, ...values: unknown[]): unknown {
    const cause = currentRun() && (key.startsWith('statfs') ? 'machine' : causeOf(values[0]));
    if (cause) check(cause, `${name}('${String(values[0])}')`, hook);
    return Reflect.apply(original, this, values) as unknown;
  };
  replaceBy(owner, key, original, hook);
}

/** Sizes and kinds are content; when a file was made, changed or read, and where it lies on the disk, is not. */
function guardTimes(owner: object, key: string, name: string): void {
  const original = (owner as Record<string, unknown>)[key];
  if (typeof original !== 'function') return;
  const hook = function (this: unknown, ...values: unknown[]): unknown {
    if (!isForbidden('machine', hook)) return Reflect.apply(original, this, values) as unknown;
    const last = values.at(-1);
    if (typeof last === 'function') {
      const watched = (error: unknown, stats: unknown): unknown => (last as Callable)(...([error, timeless(stats, name)] as never[])); // prettier-ignore
      return Reflect.apply(original, this, [...values.slice(0, -1), watched]) as unknown;
    }
    const answer: unknown = Reflect.apply(original, this, values);
    return answer instanceof Promise ? answer.then((stats) => timeless(stats, name)) : timeless(answer, name);
  };
  replaceBy(owner, key, original, hook);
}

function timeless(stats: unknown, name: string): unknown {
  if (typeof stats !== 'object' || stats === null) return stats;
  for (const key of [...times, 'ino', 'dev']) {
    if (!(key in stats)) continue;
    const value: unknown = Reflect.get(stats, key);
    Object.defineProperty(stats, key, { value, configurable: true, enumerable: true });
    guardRead(stats, key, 'machine', `${name}()’s ${key}`);
  }
  return stats;
}
