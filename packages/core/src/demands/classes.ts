import { choices } from '../spec/nearest.js';
import { field, itemsOf, textOf, type Value } from '../spec/value.js';
import type { RunConfig } from '../plan/run-config.js';
import type { KnownData, Unmet } from './demand.js';
import type { Places } from './places.js';

type Learn = RunConfig['learn'];
type Classes = number | readonly string[];

/** The groups of a set by name; a set without groups is one without a name. */
function groupsOf({ data }: Learn): ReadonlyMap<string, Classes> {
  const { classes } = data;
  if (classes === undefined) return new Map();
  if (typeof classes === 'number' || Array.isArray(classes)) return new Map([['', classes as Classes]]);
  return new Map(Object.entries(classes as Readonly<Record<string, Classes>>));
}

/** Classes that are listed and not there, or more than there are. */
export function unmetClasses(learn: Learn, { classes }: KnownData, { set }: Places): Unmet | undefined {
  const groups = [...groupsOf(learn)];
  const written = field(set, 'classes') ?? set;
  const unknown = groups.flatMap(([, asked]) => (typeof asked === 'number' ? [] : asked)).filter((name) => !classes.includes(name)); // prettier-ignore
  const [first] = unknown;
  if (first !== undefined) {
    const names = [...new Set(unknown)].map((name) => `"${name}"`).join(', ');
    return { code: 'SB_DATA_CLASS', at: itemOf(written, first) ?? written, message: `the data set has no class ${names}`, hint: choices(first, classes) }; // prettier-ignore
  }
  const size = (group: Classes) => (typeof group === 'number' ? group : group.length);
  const asked = groups.reduce((sum, [, group]) => sum + size(group), 0);
  if (asked <= classes.length) return undefined;
  const words = groups.map(([name, group]) => `${size(group)}${name && ` for ${name}`}`).join(', ');
  const message = `${asked} classes are asked for${groups.length > 1 ? ` (${words})` : ''}, but the data set has ${classes.length}`;
  return { code: 'SB_DATA_CLASSES', at: written, message, hint: groups.length > 1 ? 'groups are disjoint' : undefined };
}

/** Where a class is listed. */
function itemOf(written: Value, name: string): Value | undefined {
  const lists = written.kind === 'mapping' ? [...written.entries.values()].map(({ value }) => value) : [written];
  return lists.flatMap((list) => itemsOf(list)).find((item) => textOf(item) === name);
}

/** The classes that a run may come to learn: its group's by name, or any that no group names. */
export function possibleClasses(learn: Learn, { classes }: KnownData): readonly string[] {
  const groups = groupsOf(learn);
  const own = groups.get(learn.classes ?? '');
  if (own !== undefined && typeof own !== 'number') return own;
  const named = [...groups.values()].flatMap((each) => (typeof each === 'number' ? [] : each));
  return classes.filter((name) => !named.includes(name));
}
