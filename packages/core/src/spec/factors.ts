import { choices } from './nearest.js';
import { checkSize, combinationCount, combinations } from './combinations.js';
import { checkName } from './names.js';
import {
  fail,
  failAt,
  field,
  isNull,
  itemsOf,
  kindOf,
  levelText,
  type List,
  type Mapping,
  type Place,
  type Scalar,
  textOf,
  type Value,
} from './value.js';

/** What a level puts at a path of the template. */
export interface Override {
  readonly path: readonly string[];
  readonly place: Place;
  readonly value: Value;
}

export interface Level {
  /** What it is called: text, or a number's JSON text. */
  readonly name: string;
  /** What `$FACTOR` gives. */
  readonly value: Scalar;
  readonly overrides: readonly Override[];
  /** Of a member of a family: what `$VARIABLE` gives. */
  readonly variables: ReadonlyMap<string, Scalar>;
  /** Of a member of a family: the name with its braces. */
  readonly family: string | undefined;
}

export const scales = ['linear', 'log2', 'log10'] as const;

/** An axis that is varied. */
export interface Factor {
  readonly name: string;
  readonly place: Place;
  readonly levels: readonly Level[];
  readonly scale: (typeof scales)[number];
  readonly unit: string | undefined;
  readonly title: string | undefined;
  /** Names of the variables of its families. */
  readonly variables: readonly string[];
}

const longFields = ['levels', 'scale', 'unit', 'title'];

/** @throws SeedbedError SB_FACTOR_… with the level that is wrong. */
export function factorsOf(written: Value | undefined): Factor[] {
  if (written === undefined) return [];
  if (written.kind !== 'mapping') throw fail('SB_FACTOR_FORM', written, `factors cannot be ${kindOf(written)}`, 'write NAME: [LEVEL, …], or NAME: { LEVEL: { PATH: VALUE } }'); // prettier-ignore
  const factors = [...written.entries].map(([name, { key, value }]) => factorOf(name, key, value));
  const owners = new Map<string, string>(factors.map(({ name }) => [name, name]));
  for (const { name, place, variables } of factors) {
    for (const variable of variables) {
      const owner = owners.get(variable);
      if (owner !== undefined && owner !== name) {
        throw failAt('SB_SPEC_NAME', place, `the variable "${variable}" of ${name} is also ${owner === variable ? 'a factor' : `a variable of ${owner}`}`, 'give it another name: factors, variables and metrics share their names'); // prettier-ignore
      }
      owners.set(variable, name);
    }
  }
  return factors;
}

function factorOf(name: string, place: Place, written: Value): Factor {
  checkName(name, place, 'factor');
  const long = written.kind === 'mapping' && written.entries.has('levels');
  if (long) {
    for (const [key, entry] of written.entries) {
      if (longFields.includes(key)) continue;
      throw failAt('SB_SPEC_INVALID', entry.key, `factors.${name} has no field "${key}"`, `${choices(key, longFields)}. A level called "levels" is not possible`); // prettier-ignore
    }
  }
  const body = long ? (field(written, 'levels') as Value) : written;
  const levels = levelsOf(name, body);
  const seen = new Set<string>();
  for (const level of levels) {
    if (seen.has(level.name)) throw fail('SB_FACTOR_LEVEL', level.value, `${name} has the level "${level.name}" twice`);
    seen.add(level.name);
  }
  const scale = wordOf(long ? field(written, 'scale') : undefined, scales) ?? 'linear';
  const variables = [...new Set(levels.flatMap((level) => [...level.variables.keys()]))];
  const [unit, title] = ['unit', 'title'].map((key) => (long ? lineOf(field(written, key), key) : undefined));
  return { name, place, levels, scale, unit, title, variables };
}

function levelsOf(factor: string, body: Value): Level[] {
  const hint = 'write a list of levels, or LEVEL: { PATH: VALUE }';
  if (body.kind === 'scalar')
    throw fail('SB_FACTOR_FORM', body, `the factor ${factor} cannot be ${kindOf(body)}`, hint);
  const levels =
    body.kind === 'list'
      ? body.items.map((item) => plainLevel(factor, item, body))
      : [...body.entries].flatMap(([name, { key, value }]) => namedLevels(factor, name, key, value));
  if (levels.length === 0) throw fail('SB_FACTOR_FORM', body, `the factor ${factor} has no levels`, hint);
  return levels;
}

function plainLevel(factor: string, item: Value, list: List): Level {
  const name = levelText(item);
  if (name === undefined || name === '' || /[\r\n]/.test(name)) {
    const hint = list.items.some((each) => each.kind === 'mapping') ? 'levels with overrides are a mapping: LEVEL: { PATH: VALUE }' : undefined; // prettier-ignore
    throw fail('SB_FACTOR_LEVEL', item, `a level of ${factor} cannot be ${kindOf(item)}: a number, or text on one line`, hint); // prettier-ignore
  }
  return { name, value: item as Scalar, overrides: [], variables: new Map(), family: undefined };
}

/** One level, or those of a family. */
function namedLevels(factor: string, name: string, place: Place, written: Value): Level[] {
  if (isNull(written)) {
    throw failAt('SB_LEVEL_EMPTY', place, `the level "${name}" of ${factor} is empty`, `write ${name}: {} for a level that changes nothing`); // prettier-ignore
  }
  if (written.kind !== 'mapping') {
    throw fail('SB_FACTOR_LEVEL', written, `the level "${name}" of ${factor} cannot be ${kindOf(written)}`, `write what it changes: ${name}: { PATH: VALUE }`); // prettier-ignore
  }
  const variables = variablesOf(name, place, written);
  const overrides = [...written.entries]
    .filter(([path]) => path !== 'for')
    .map(([path, entry]): Override => ({ path: path.split('.'), place: entry.key, value: entry.value }));
  checkSize(combinationCount(variables.values()), `the levels of "${name}"`, { place });
  return combinations(variables).map((bound): Level => {
    const text = [...bound].reduce((so, [key, value]) => so.replaceAll(`{${key}}`, levelText(value) as string), name);
    const numeric = Number(text);
    const value = JSON.stringify(numeric) === text ? numeric : text;
    return {
      name: text,
      value: { kind: 'scalar', value, place },
      overrides,
      variables: bound,
      family: bound.size > 0 ? name : undefined,
    };
  });
}

function variablesOf(name: string, place: Place, level: Mapping): Map<string, readonly Scalar[]> {
  const written = level.entries.get('for');
  const braces = [...name.matchAll(/\{([^{}]*)\}/g)].map(([, inner]) => inner as string);
  const variables = new Map<string, readonly Scalar[]>();
  if (written !== undefined) {
    const { value } = written;
    if (value.kind !== 'mapping' || value.entries.size === 0) {
      throw fail('SB_FACTOR_FAMILY', value, `for cannot be ${kindOf(value)}`, 'write for: { VARIABLE: [VALUE, …] }');
    }
    for (const [variable, entry] of value.entries) {
      checkName(variable, entry.key, 'variable');
      const values = itemsOf(entry.value);
      const wrong = values.find((each) => levelText(each) === undefined);
      if (wrong ?? values.length === 0) {
        throw fail('SB_FACTOR_FAMILY', wrong || entry.value, `${variable} goes through numbers or text, not ${kindOf(wrong || entry.value)}`); // prettier-ignore
      }
      if (!braces.includes(variable)) {
        throw failAt('SB_FACTOR_FAMILY', entry.key, `the name "${name}" does not hold {${variable}}`, `all its levels would have one name: write "${name}{${variable}}"`); // prettier-ignore
      }
      variables.set(variable, values as Scalar[]);
    }
  }
  const unbound = braces.find((each) => !variables.has(each));
  if (unbound === undefined) return variables;
  throw failAt('SB_FACTOR_FAMILY', place, `nothing says what {${unbound}} in "${name}" goes through`, `add for: { ${unbound || 'VARIABLE'}: [VALUE, …] } to it`); // prettier-ignore
}

function wordOf<T extends string>(value: Value | undefined, words: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const word = words.find((each) => each === textOf(value));
  if (word === undefined) throw fail('SB_SPEC_INVALID', value, `scale cannot be ${kindOf(value)}`, choices(textOf(value) ?? '', words)); // prettier-ignore
  return word;
}

function lineOf(value: Value | undefined, key: string): string | undefined {
  if (value === undefined) return undefined;
  const line = textOf(value);
  if (line === undefined || /[\r\n]/.test(line)) throw fail('SB_SPEC_INVALID', value, `${key} cannot be ${kindOf(value)}: text on one line is expected`); // prettier-ignore
  return line;
}
