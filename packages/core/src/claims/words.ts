import type { Interval } from './statistics/t-interval.js';

/** 1.234 as "1.23", -0.5 as "−0.50"; never "−0.00". */
export function points(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** "p = 0.031", "p < 0.001". */
export function pWords(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** 0.95 as "95 %". */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}

/** "95 % interval −1.90 to −0.50, 6 replicates", or "1 replicate, no interval". */
export function intervalWords(interval: Interval): string {
  if (interval.n < 2) return `${count(interval.n, 'replicate')}, no interval`;
  const { low, high, level, n } = interval;
  return `${percent(level)} interval ${points(low)} to ${points(high)}, ${count(n, 'replicate')}`;
}

/** "1 replicate", "6 replicates". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** "a", "a and b", "a, b and c"; with `last` = "or", "a, b or c". */
export function list(items: readonly (string | number)[], last = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)!}`;
}
