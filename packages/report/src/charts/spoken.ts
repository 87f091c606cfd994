import { groupBy } from '@seedbed/core';

/** A text for a screen reader: "S2T: 5 → 71.2 (70.1 to 72.3), 10 → …", cut where nobody would listen on. */
export function spoken(groups: readonly (readonly [string, readonly string[]])[], most = 120): string {
  const all = groups.map(([name, values]) => `${name ? `${name}: ` : ''}${values.join(', ')}`);
  const shown: string[] = [];
  let left = most;
  for (const [index, [, values]] of groups.entries()) {
    if ((left -= values.length) < 0) break;
    shown.push(all[index] as string);
  }
  const more = groups.length - shown.length;
  return `${shown.join('; ')}.${more > 0 ? ` ${more} more are in the table.` : ''}`;
}

/** "size: 5, S2T": what a panel and a line in it are called. */
export const lineName = ({ panel, series }: { readonly panel: string; readonly series: string }): string =>
  [panel, series].filter(Boolean).join(', ');

/** The texts of entries, line by line. */
export const byLine = <Entry>(
  entries: readonly Entry[],
  nameOf: (entry: Entry) => string,
  text: (entry: Entry) => string,
): (readonly [string, string[]])[] =>
  [...groupBy(entries, nameOf)].map(([name, group]) => [name, group.map(text)] as const);
