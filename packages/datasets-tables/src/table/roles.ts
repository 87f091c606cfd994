import { choices, type NumericTarget } from '@seedbed/core';
import { quoted, tableFault } from '../errors.js';
import { byCodePoints, isName, named } from '../names.js';
import type { TableReader } from '../readers/cell.js';
import { type TableOptions, targetsOf } from './options.js';

/** A column that goes into the network. */
export interface InputColumn {
  readonly name: string;
  /** Words that become a column each: all of them, or undefined where the table says which; null for a column of numbers. */
  readonly words: readonly string[] | undefined | null;
}

/** What the columns of a table are for. */
export interface Roles {
  readonly inputs: readonly InputColumn[];
  readonly targets: readonly NumericTarget[];
  readonly class?: string;
  readonly group?: string;
  readonly part?: string;
  /** Columns that pandas kept for its own use and that nobody asked for. */
  readonly leftOut: readonly string[];
}

/** How pandas calls an index without a name when it writes Parquet. */
const ofPandas = /^__index_level_\d+__$/;

/**
 * What each column is for.
 * @throws SeedbedError SB_DATA_TABLE for columns without a name, with the same name, and those that are asked for and not there.
 */
export function rolesOf({ where, columns }: TableReader, options: TableOptions): Roles {
  const places = new Map(columns.map((name, index) => [name, index]));
  const twice = columns.find((name, index) => name !== '' && places.get(name) !== index);
  if (twice !== undefined) throw tableFault(where, `two columns are called ${quoted(twice)}`, 'Give each column a name of its own.'); // prettier-ignore
  const known = (name: string) => {
    if (name !== '' && places.has(named(name))) return named(name);
    throw tableFault(
      where,
      `has no column ${quoted(name)}`,
      `Take one that it has: ${choices(name, columns.filter(Boolean))}.`,
    );
  };
  const targets = targetsOf(options).map((target) => ({ ...target, name: known(target.name) }));
  const unnamed = targets.find((target) => !isName(target.name));
  if (unnamed) throw tableFault(where, `the column ${quoted(unnamed.name)} has a name that cannot be shown`, 'Give it a short one: what is predicted goes by it in results.'); // prettier-ignore
  // Names with units have no order of their own: the same options may come in any.
  if (isPlain(options.target)) targets.sort((a, b) => columns.indexOf(a.name) - columns.indexOf(b.name));
  const [ofClass, group, part] = [options.class, options.group, options.part].map((name) => name && known(name));
  const used = new Set([...targets.map(({ name }) => name), ofClass, group, part]);
  const open = columns.filter((name) => !used.has(name));
  if (!options.columns) refuseNameless(where, columns);
  const inputs = options.columns?.map(known) ?? open.filter((name) => !ofPandas.test(name));
  if (inputs.length === 0) throw tableFault(where, 'has no column that could go into the network', 'Name some under columns.'); // prettier-ignore
  const words = wordsOf(options, known);
  const idle = [...words.keys()].find((name) => !inputs.includes(name));
  if (idle !== undefined) throw tableFault(where, `${quoted(idle)} is among categories and does not go into the network`, 'Take it out of categories, or name it under columns.'); // prettier-ignore
  return {
    inputs: inputs.map((name) => ({ name, words: words.has(name) ? words.get(name) : null })),
    targets,
    ...(ofClass && { class: ofClass }),
    ...(group && { group }),
    ...(part && { part }),
    leftOut: options.columns ? [] : open.filter((name) => ofPandas.test(name)).sort(byCodePoints),
  };
}

const isPlain = (value: unknown) => typeof value === 'object' && !Array.isArray(value);

function wordsOf({ categories = [] }: TableOptions, known: (name: string) => string) {
  const entries = Array.isArray(categories) ? categories.map((name) => [name, undefined] as const) : Object.entries(categories); // prettier-ignore
  return new Map<string, readonly string[] | undefined>(
    entries.map(([name, words]) => [known(name), words?.map(named)]),
  );
}

function refuseNameless(where: string, columns: readonly string[]): void {
  const at = columns.indexOf('');
  if (at < 0) return;
  throw tableFault(
    where,
    `column ${at + 1} has no name`,
    'Give it one, or name all that go into the network under columns. The index of pandas stays away with to_csv(path, index=False).',
  );
}

/** @throws SeedbedError SB_DATA_TABLE where the table of another part lacks a column. */
export function checkColumns({ where, columns }: TableReader, roles: Roles): void {
  const wanted = [...roles.inputs, ...roles.targets].map(({ name }) => name).concat([roles.class, roles.group].flatMap((name) => name ?? [])); // prettier-ignore
  const has = new Set(columns);
  const lacks = wanted.find((name) => !has.has(name));
  if (lacks === undefined) return;
  throw tableFault(where, `has no column ${quoted(lacks)}, which the table for training has`, 'Give each part the same columns, or take the file away or name one file alone.'); // prettier-ignore
}
