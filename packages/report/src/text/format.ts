/** Numbers as text, the same everywhere: no locale is asked. */
export { bytes, capital, count, duration, grouped, list, percent, single } from '@seedbed/core/words';

const minus = '\u2212';

/** A fixed number of decimals with a typographic minus: "87.3", "−0.4", and never "−0.0". */
export function fixed(value: number, places: number): string {
  const text = Math.abs(value).toFixed(places);
  return value < 0 && Number(text) !== 0 ? minus + text : text;
}

/** A number that was written with a hyphen, with a typographic minus: "−1.5", "1e−7". */
export const hyphenated = (text: string): string => text.replaceAll('-', minus);

/** A p value: "0.031", or "< 0.001". */
export const pValue = (p: number) => (p < 0.001 ? '< 0.001' : p.toFixed(3));

/** An interval: "[−0.4, +1.2]". */
export const range = (low: number, high: number, text: (value: number) => string) => `[${text(low)}, ${text(high)}]`;

/** The beginning of a digest, enough to tell it from others by eye. */
export const short = (digest: string) => digest.slice(0, 12);

/** A time as manifests hold it, to the minute: "2026-11-24 10:00 UTC". */
export const minute = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`;
