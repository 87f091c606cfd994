import type { LearnConfig } from './run-config.js';

export type AskedClasses = number | readonly string[];

/** What a run learns, in the words of a message: `group "target"`, `set "digits"`. */
export const learnedName = ({ classes, data }: LearnConfig): string =>
  classes === undefined ? `set "${data.name ?? data.plugin}"` : `group "${classes}"`;

/** Owner of the streams that draw the data. */
export const ownerOf = ({ classes, data }: LearnConfig): string => classes ?? data.name ?? data.plugin;

/** How many classes a run learns; null where only the data know. */
export function classCountOf({ learn }: { readonly learn: LearnConfig }): number | null {
  const asked = askedOf(learn);
  if (asked === undefined) return null;
  return typeof asked === 'number' ? asked : asked.length;
}

export const isGroups = (classes: LearnConfig['data']['classes']): classes is Readonly<Record<string, AskedClasses>> =>
  typeof classes === 'object' && !Array.isArray(classes);

/** The classes that a run learns: how many, or which; undefined where it learns all that the data have. */
export function askedOf({ data: { classes }, classes: group }: LearnConfig): AskedClasses | undefined {
  return isGroups(classes) ? classes[group as string] : classes;
}
