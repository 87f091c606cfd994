/* Numbers as text, the same on every machine: no locale is asked. */

/** A whole number with its thousands apart: "10,000". */
export const grouped = (number: number): string => String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ',');

/** "1 run", "2 runs", "1,050 runs". */
export const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${grouped(number)} ${number === 1 ? noun : plural}`;

/** A time span: "4 s", "4.2 s", "3 min 5 s", "2 h 10 min". */
export function duration(seconds: number): string {
  if (seconds <= 0) return '0 s';
  if (seconds < 9.95) return `${Number.isInteger(seconds) ? seconds : seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${grouped(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

/** An estimate: "a few seconds", "about 3 min 20 s". */
export const roughly = (seconds: number): string => (seconds < 5 ? 'a few seconds' : `about ${duration(Math.round(seconds))}`); // prettier-ignore

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** "900 B", "1.5 MB", "12 GB": powers of 1000. */
export function bytes(number: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, number)) / 3));
  const value = number / 1000 ** power;
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}

/** A percentage: "81.2 %". @param value 0 to 100. */
export const percent = (value: number, places = 1): string => `${value.toFixed(places)} %`;

/** A number in single precision, with as few digits as tell it from every other one: "0.1". */
export function single(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

/** "a, b and c". */
export const list = (items: readonly string[], last = 'and'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;

/** A list may hold a name of any length; a sentence is read by people. */
const shortened = (name: string): string => (name.length > 200 ? `${name.slice(0, 200)}…` : name);

/** "a, b, c and 4 more". */
export function firstOf(names: readonly string[], most = 10): string {
  const more = names.length - most;
  return names.slice(0, most).map(shortened).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** With a capital letter at the beginning. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
