import { choices } from './nearest.js';
import { isTable } from './extend.js';
import { fail, isNull, kindOf, levelText, textOf, type Mapping, type Scalar, type Value } from './value.js';

/** What names stand for at a grid point: levels, variables, searched values. */
export type Bindings = ReadonlyMap<string, Scalar>;

/** Deeper than any chain of tables and variables. */
const deepest = 50;

/** The name in `$NAME`; undefined of anything else, of `$$text` too. */
export function variableIn(value: Value): string | undefined {
  const text = textOf(value);
  return text !== undefined && text.startsWith('$') && !text.startsWith('$$') ? text.slice(1) : undefined;
}

/**
 * Fills in `$NAME` and `$by`, also in what they give, and leaves out what is null. Undefined when nothing is left.
 * @throws SeedbedError SB_VARIABLE_UNBOUND, SB_TABLE_ENTRY, SB_VARIABLE_CIRCLE.
 */
export function substituted(value: Value, bindings: Bindings, depth = 0): Value | undefined {
  if (depth > deepest) throw fail('SB_VARIABLE_CIRCLE', value, 'a value that leads to itself through $ or $by');
  if (value.kind === 'list') {
    return { ...value, items: value.items.flatMap((item) => substituted(item, bindings, depth) ?? []) };
  }
  if (value.kind === 'scalar') return scalar(value, bindings, depth);
  if (isTable(value)) return substituted(entryOf(value, bindings), bindings, depth + 1);
  const entries = [...value.entries].flatMap(([key, entry]) => {
    const inner = substituted(entry.value, bindings, depth);
    return inner === undefined ? [] : [[key, { ...entry, value: inner }] as const];
  });
  return { ...value, entries: new Map(entries) };
}

function scalar(value: Scalar, bindings: Bindings, depth: number): Value | undefined {
  if (isNull(value)) return undefined;
  const name = variableIn(value);
  if (name !== undefined) {
    // The value keeps the place where it was written: an error there is about the level.
    const bound = bindingOf(name, value, bindings);
    return variableIn(bound) === undefined ? bound : substituted(bound, bindings, depth + 1);
  }
  const text = textOf(value);
  return text?.startsWith('$$') ? { ...value, value: text.slice(1) } : value;
}

function bindingOf(name: string, where: Value, bindings: Bindings): Scalar {
  const bound = bindings.get(name);
  if (bound) return bound;
  throw fail('SB_VARIABLE_UNBOUND', where, `"$${name}" has no value here`, `here are ${choices(name, [...bindings.keys()]).replace(/^there are /, '')}`); // prettier-ignore
}

function entryOf(table: Mapping, bindings: Bindings): Value {
  const by = table.entries.get('$by')?.value as Value;
  const name = textOf(by);
  if (name === undefined) throw fail('SB_TABLE_FORM', by, `$by cannot be ${kindOf(by)}`, 'it names a factor or a variable'); // prettier-ignore
  const level = levelText(bindingOf(name, by, bindings)) as string;
  const entries = [...table.entries].filter(([key]) => key !== '$by' && key !== '$else');
  const found = entries.find(([key]) => sameLevel(key, level)) ?? [...table.entries].find(([key]) => key === '$else');
  if (found) return found[1].value;
  throw fail('SB_TABLE_ENTRY', table, `the table has no entry for ${name} ${level}`, `add one, or $else; it has ${entries.map(([key]) => key).join(', ') || 'none'}`); // prettier-ignore
}

/** Numbers compare as numbers: 0.50 is 0.5. */
export function sameLevel(a: string, b: string): boolean {
  const numeric = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));
  return a === b || (numeric(a) && numeric(b) && Number(a) === Number(b));
}
