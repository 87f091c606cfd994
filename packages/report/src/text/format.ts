/** Numbers as text, the same everywhere: no locale is asked. */

const minus = '\u2212';
const decimals = (value: number, places: number) => {
  const text = Math.abs(value).toFixed(places);
  return value < 0 && Number(text) !== 0 ? minus + text : text;
};

/** Percentage points with one decimal: "87.3", "−0.4". */
export const points = (value: number) => decimals(value, 1);

/** A difference in percentage points, with its sign: "+1.2". */
export const signedPoints = (value: number) => (Number(value.toFixed(1)) > 0 ? `+${points(value)}` : points(value));

/** A fixed number of decimals with a typographic minus. */
export const fixed = decimals;

/** A p value: "0.031", or "< 0.001". */
export const pValue = (p: number) => (p < 0.001 ? '< 0.001' : p.toFixed(3));

/** "1 run", "2 runs", "1,050 runs". */
export const count = (n: number, noun: string, plural = `${noun}s`) => `${grouped(n)} ${n === 1 ? noun : plural}`;

/** An integer with its thousands grouped: "10,000". */
export const grouped = (n: number) => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');

/** A time span: "4.2 s", "3 min 05 s", "2 h 10 min". */
export function duration(seconds: number): string {
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const pad = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  return `${grouped(Math.floor(minutes / 60))} h ${pad(minutes % 60)} min`;
}

/** An amount of memory: "612 MiB", "1.4 GiB". */
export function bytes(amount: number): string {
  const mebibytes = amount / 2 ** 20;
  return mebibytes < 1000 ? `${Math.round(mebibytes)} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`;
}

/** "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** An interval: "[−0.4, +1.2]". */
export const range = (low: number, high: number, text: (value: number) => string = points) =>
  `[${text(low)}, ${text(high)}]`;

/** The beginning of a digest, enough to tell it from others by eye. */
export const short = (digest: string) => digest.slice(0, 12);

/** With a capital letter at the beginning. */
export const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A time as manifests hold it, to the minute: "2026-11-24 10:00 UTC". */
export const minute = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`;
