/** "1 replicate", "6 replicates". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** "a", "a and b", "a, b and c"; with `last` = "or", "a, b or c". */
export function list(items: readonly (string | number)[], last = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** "p = 0.031", "p < 0.001". */
export function pWords(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** 0.95 as "95 %". */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}

export const capitalized = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
