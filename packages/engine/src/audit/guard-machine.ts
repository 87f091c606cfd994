import os from 'node:os';
import v8 from 'node:v8';
import { check, guard, guardClass, guardRead } from './hooks.js';

const ofOs = ['cpus', 'freemem', 'totalmem', 'loadavg', 'uptime', 'hostname', 'networkInterfaces', 'userInfo', 'homedir', 'release', 'version', 'machine', 'availableParallelism', 'getPriority']; // prettier-ignore

/** Variables that decide how something is printed, where temporary files go, or how a library is searched for faults. */
const harmless =
  /^(NODE_ENV|NODE_DEBUG|NODE_V8_COVERAGE|DEBUG|READABLE_STREAM|NO_COLOR|FORCE_COLOR|COLORTERM|TERM|CI|TMPDIR|TMP|TEMP|VITEST.*)$/;

/** Everything that tells of the machine, the process and its environment. */
export function guardMachine(): void {
  for (const key of ofOs) guard(os, key, 'machine', `os.${key}()`);
  const { memoryUsage } = process;
  guard(memoryUsage, 'rss', 'machine', 'process.memoryUsage.rss()');
  for (const key of ['memoryUsage', 'availableMemory', 'constrainedMemory']) {
    guard(process, key, 'machine', `process.${key}()`);
  }
  guardRead(process, 'pid', 'machine', 'process.pid');
  if (process.report) guard(process.report, 'getReport', 'machine', 'process.report.getReport()');
  for (const key of ['getHeapStatistics', 'getHeapSpaceStatistics', 'getHeapSnapshot']) {
    guard(v8, key, 'machine', `v8.${key}()`);
  }
  guardLocale();
  guardEnvironment();
}

/** What takes the process's own locale or time zone where none is given. */
function guardLocale(): void {
  const without = (place: number) => (values: readonly unknown[]) => values[place] === undefined;
  guard(String.prototype, 'localeCompare', 'machine', 'localeCompare() without a locale', without(1)); // prettier-ignore
  for (const key of ['toLocaleUpperCase', 'toLocaleLowerCase']) {
    guard(String.prototype, key, 'machine', `${key}() without a locale`, without(0));
  }
  guardClass(Intl, 'Collator', 'machine', 'Intl.Collator() without a locale', without(0));
  guard(Intl.DateTimeFormat.prototype, 'resolvedOptions', 'machine', 'Intl.DateTimeFormat’s resolvedOptions()');
  guard(Date.prototype, 'getTimezoneOffset', 'machine', 'Date’s getTimezoneOffset()');
}

function guardEnvironment(): void {
  const meant = (key: string | symbol) => typeof key === 'string' && !harmless.test(key);
  const get = (target: NodeJS.ProcessEnv, key: string | symbol): unknown => {
    if (meant(key)) check('machine', `process.env.${String(key)}`, get);
    return Reflect.get(target, key);
  };
  const has = (target: NodeJS.ProcessEnv, key: string | symbol): boolean => {
    if (meant(key)) check('machine', `process.env.${String(key)}`, has);
    return Reflect.has(target, key);
  };
  const ownKeys = (target: NodeJS.ProcessEnv) => {
    check('machine', 'process.env', ownKeys);
    return Reflect.ownKeys(target);
  };
  // With the object itself as receiver: what is set there is set in the process.
  const set = (target: NodeJS.ProcessEnv, key: string | symbol, value: unknown) => Reflect.set(target, key, value);
  process.env = new Proxy(process.env, { get, has, ownKeys, set });
}
