import perfHooks, { performance } from 'node:perf_hooks';
import { type Callable, check, guard, guardRead } from './hooks.js';

/** Everything that says what time it is, or how much of it has passed. */
export function guardClocks(): void {
  guardDate();
  guardFormats();
  const clock = Object.getPrototypeOf(performance) as object;
  const asked = ['now', 'mark', 'measure', 'toJSON', 'eventLoopUtilization', 'getEntries', 'getEntriesByName', 'getEntriesByType']; // prettier-ignore
  for (const key of asked) guard(clock, key, 'clock', `performance.${key}()`);
  for (const key of ['timeOrigin', 'nodeTiming']) guardRead(clock, key, 'clock', `performance.${key}`);
  guard(perfHooks, 'monitorEventLoopDelay', 'clock', 'perf_hooks.monitorEventLoopDelay()');
  guard(process.hrtime, 'bigint', 'clock', 'process.hrtime.bigint()');
  for (const key of ['hrtime', 'uptime', 'cpuUsage', 'threadCpuUsage', 'resourceUsage']) {
    guard(process, key, 'clock', `process.${key}()`);
  }
  guardRead(Event.prototype, 'timeStamp', 'clock', 'Event’s timeStamp');
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

/** A format of dates that is given none takes the time of now. */
function guardFormats(): void {
  const formats = Intl.DateTimeFormat.prototype;
  const name = 'Intl.DateTimeFormat’s format() without a date';
  const format = Object.getOwnPropertyDescriptor(formats, 'format')?.get;
  guard(formats, 'formatToParts', 'clock', name, ([date]) => date === undefined);
  if (!format) return;
  const get = function (this: Intl.DateTimeFormat) {
    const original = Reflect.apply(format, this, []) as (date?: Date | number) => string;
    const hook = (date?: Date | number): string => {
      if (date === undefined) check('clock', name, hook);
      return original(date);
    };
    return hook;
  };
  Object.defineProperty(formats, 'format', { get, configurable: true });
}
