import { z } from 'zod';
import { readSpecFiles } from './documents.js';
import { choices } from './nearest.js';
import { checked } from './checked.js';
import type { Factor } from './factors.js';
import { type GridPoint, levelsNamed, matches, type Selector, selectorOf } from './grid.js';
import { replicateRange } from './head.js';
import { checkName } from './names.js';
import { levelText, fail, failAt, field, itemsOf, kindOf, textOf, type List, type Place, type Scalar, type Value, valueOf } from './value.js'; // prettier-ignore

export interface Searched {
  readonly place: Place;
  readonly values: readonly Scalar[];
}

/** What is looked for before the result is trained, on replicates that the result does not use. */
export interface Search {
  readonly values: ReadonlyMap<string, Searched>;
  /** Factors at each of whose levels a value is chosen. */
  readonly per: readonly string[];
  readonly at: Selector;
  readonly replicates: { readonly first: number; readonly count: number };
  /** The metric that decides. */
  readonly by: string;
  /** Where the choice is kept, beside the spec. */
  readonly choicesPath: string;
}

export const searchSchema = z.strictObject({
  values: z.record(z.string(), z.array(z.union([z.number(), z.string(), z.boolean()])).min(1), { error: '{ NAME: [VALUE, …] }' }), // prettier-ignore
  per: z.union([z.string(), z.array(z.string())], { error: 'a list of factors' }).default([]),
  at: z.record(z.string(), z.unknown()).optional(),
  replicates: replicateRange,
  by: z.string({ error: 'a metric, such as validation.accuracy' }),
});

const choicesPathOf = (spec: string): string => spec.replace(/\.ya?ml$/, '.choices.yaml');

/** @throws SeedbedError SB_SPEC_INVALID, SB_FACTOR_UNKNOWN, SB_SPEC_NAME. */
export function readSearch(written: Value | undefined, factors: readonly Factor[], path: string): Search | undefined {
  if (written === undefined) return undefined;
  const { replicates, by } = checked(searchSchema, written, 'search');
  const values = field(written, 'values');
  const named = values?.kind === 'mapping' ? [...values.entries] : [];
  const per = field(written, 'per');
  for (const item of per ? itemsOf(per) : []) {
    const names = factors.map(({ name }) => name);
    if (!names.includes(textOf(item) ?? '')) throw fail('SB_FACTOR_UNKNOWN', item, `there is no factor ${kindOf(item)}`, choices(textOf(item) ?? '', names)); // prettier-ignore
  }
  const at = field(written, 'at');
  return {
    values: new Map(
      named.map(([name, { key, value }]) => {
        checkName(name, key, 'searched value');
        return [name, { place: key, values: (value as List).items as Scalar[] }] as const;
      }),
    ),
    per: (per ? itemsOf(per) : []).map((item) => textOf(item) as string),
    at: at ? selectorOf(at, factors) : new Map(),
    ...{ replicates, by, choicesPath: choicesPathOf(path) },
  };
}

/**
 * The combinations of levels of the factors in `per` at which a search is made: those of the grid points that `at` leaves.
 * What is left out is not searched, so nothing is chosen for it.
 */
export function searchedLevels(
  { per, at: kept }: Search,
  factors: readonly Factor[],
  points: readonly GridPoint[],
): ReadonlyMap<string, number>[] {
  const found = new Map<string, ReadonlyMap<string, number>>();
  for (const point of points) {
    if (!matches(kept, point, factors)) continue;
    const levels = factors.flatMap(({ name }, index) => (per.includes(name) ? [[name, point[index] as number] as const] : [])); // prettier-ignore
    const at = new Map(levels);
    if (!found.has(levelsText(at))) found.set(levelsText(at), at);
  }
  return [...found.values()];
}

const levelsText = (levels: ReadonlyMap<string, number>): string => [...levels.values()].join();

/** For a combination of levels of the factors in `per`, the values that were chosen. */
export interface Choice {
  readonly at: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, Scalar>;
}

/**
 * Reads what a search chose.
 * @throws SeedbedError SB_CHOICES_INVALID where it does not fit the search: a level or value that is not there, a
 * combination that is missing.
 */
export function readChoices(search: Search, factors: readonly Factor[], points: readonly GridPoint[]): Choice[] {
  const [file] = readSpecFiles(search.choicesPath);
  const root = valueOf(file as NonNullable<typeof file>);
  if (root.kind !== 'list') throw fail('SB_CHOICES_INVALID', root, 'a file of choices is a list of { at, values, by }');
  const entry = z.strictObject({
    at: z.record(z.string(), z.unknown()).default({}),
    values: z.record(z.string(), z.unknown()),
    by: z.number().nullable(),
  });
  const per = factors.filter(({ name }) => search.per.includes(name));
  const chosen = root.items.map((item): Choice => {
    checked(entry, item, 'the choice');
    const at = per.map((factor) => {
      const level = field(field(item, 'at'), factor.name);
      if (!level) throw fail('SB_CHOICES_INVALID', item, `the choice names no level of ${factor.name}`);
      return [factor.name, levelsNamed(factor, level)[0] as number] as const;
    });
    const values = [...search.values].map(([name, { values: possible }]) => {
      const given = field(field(item, 'values'), name);
      const found = given && possible.find((each) => levelText(each) === levelText(given));
      if (found) return [name, found] as const;
      throw fail('SB_CHOICES_INVALID', given ?? item, `${name} was searched among ${possible.map(levelText).join(', ')}`, 'search again, or restore the file'); // prettier-ignore
    });
    return { at: new Map(at), values: new Map(values) };
  });
  const wanted = new Set(searchedLevels(search, factors, points).map(levelsText));
  const distinct = new Set(chosen.map(({ at }) => levelsText(at)));
  if (distinct.size === chosen.length && distinct.size === wanted.size && [...distinct].every((at) => wanted.has(at))) return chosen; // prettier-ignore
  throw failAt('SB_CHOICES_INVALID', root.place, `${chosen.length} choices where the search makes ${wanted.size}, or for other levels`, 'search again, or restore the file'); // prettier-ignore
}
