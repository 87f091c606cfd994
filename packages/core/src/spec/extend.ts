import { fail, isNull, type Entry, type Mapping, type Value } from './value.js';

/** Paths at which a value replaces the base's as a whole. */
const replacedWhole = [/^factors\.[^.]+$/];
/** Paths at which a component is written: one of another name replaces, one of the same name is merged. */
const componentPlaces = [/^(training|stages\.[^.]+)\.(optimizer|schedule|loss|mask)$/, /^metrics\.[^.]+$/];

/**
 * What a spec says on top of the one that it extends: mappings merge key by key, the base's keys first; all else
 * replaces, and so do a factor, a table and a component of another name. A key that is null is removed.
 * @throws SeedbedError SB_SPEC_NULL where there is nothing to remove.
 */
export function extended(base: Mapping, variant: Mapping, path = ''): Mapping {
  const entries = new Map(base.entries);
  for (const [key, entry] of variant.entries) {
    const below = entries.get(key);
    const at = path === '' ? key : `${path}.${key}`;
    if (isNull(entry.value)) {
      if (!below) throw fail('SB_SPEC_NULL', entry.value, `"${at}" is empty, and the file that this one extends has no "${at}" to remove`, 'give it a value, or remove the line'); // prettier-ignore
      entries.delete(key);
    } else entries.set(key, below ? mergedEntry(below, entry, at) : entry);
  }
  return { ...variant, entries };
}

function mergedEntry(base: Entry, variant: Entry, path: string): Entry {
  const { value } = variant;
  if (base.value.kind !== 'mapping' || value.kind !== 'mapping' || replaces(base.value, value, path)) return variant;
  return { key: variant.key, value: extended(base.value, value, path) };
}

function replaces(base: Mapping, variant: Mapping, path: string): boolean {
  if (replacedWhole.some((place) => place.test(path)) || isTable(base) || isTable(variant)) return true;
  return componentPlaces.some((place) => place.test(path)) && nameOf(base) !== nameOf(variant);
}

/** A table: a value a level. */
export const isTable = (value: Value): boolean => value.kind === 'mapping' && value.entries.has('$by');

const nameOf = (component: Mapping) => [...component.entries.keys()].join();
