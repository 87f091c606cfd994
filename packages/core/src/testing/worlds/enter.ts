import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { reverseOrder } from '../listing.js';
import type { World } from './worlds.js';

/** Makes this process one of another world, for good; its time zone, locale, folders and variables it was started with. */
export function enter({ name, start, reversed }: World): void {
  shiftClock(Date.parse(start) - Date.now());
  const size = name.length;
  const answers = { hostname: `host-${size}`, freemem: size * 1e8, totalmem: size * 1e9, uptime: size * 1e4, availableParallelism: 1 + (size % 3), cpus: os.cpus().slice(0, 1) }; // prettier-ignore
  for (const [key, value] of Object.entries(answers)) Object.assign(os, { [key]: () => value });
  Object.defineProperty(process, 'ppid', { value: size, configurable: true });
  if (reversed) reverseOrder();
  syncBuiltinESMExports();
}

/** Dates that nobody gave are those of the other clock. */
function shiftClock(by: number): void {
  const Original = Date;
  const original = Original.now;
  const now = () => original() + by;
  // In its place, so that who guards it later guards this one.
  Original.now = now;
  const construct = (target: typeof Date, values: unknown[], self: () => void): object =>
    Reflect.construct(target, values.length === 0 ? [now()] : values, self) as object;
  globalThis.Date = new Proxy(Original, { construct, apply: () => new Original(now()).toString() });
  const formats = Intl.DateTimeFormat.prototype;
  const format = Object.getOwnPropertyDescriptor(formats, 'format')?.get;
  Object.defineProperty(formats, 'format', {
    configurable: true,
    get(this: Intl.DateTimeFormat) {
      const formatted = format?.call(this) as (date: Date | number) => string;
      return (date: Date | number = now()) => formatted(date);
    },
  });
  const { formatToParts } = formats;
  formats.formatToParts = function (date = now()) {
    return formatToParts.call(this, date);
  };
}
