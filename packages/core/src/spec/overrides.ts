import { named } from './configure.js';
import { type Grammar, template as root } from './grammar.js';
import { takesAnyOption } from '../components/program.js';
import type { Registry } from '../components/registry.js';
import { choices } from './nearest.js';
import { isTable } from './extend.js';
import type { Override } from './factors.js';
import { type Entry, failAt, type Mapping, type Value, withEntries } from './value.js';

/**
 * Checks that a path leads through fields that exist to one that may be there.
 * @returns what may be written at its end.
 * @throws SeedbedError SB_PATH_NOWHERE with the step that leads nowhere.
 */
export function grammarAt({ path, place }: Override, template: Mapping, registry: Registry): Grammar {
  let here: Value = template;
  let grammar: Grammar = root;
  for (const [index, key] of path.entries()) {
    const so = path.slice(0, index).join('.') || 'the spec';
    const nowhere = (message: string, hint: string) => failAt('SB_PATH_NOWHERE', place, `"${path.join('.')}" leads nowhere: ${message}`, hint); // prettier-ignore
    if (here.kind !== 'mapping' || isTable(here)) {
      const what = here.kind === 'list' ? 'a list, and a path never leads into one' : 'a single value';
      throw nowhere(`${so} is ${what}`, `change ${so} as a whole`);
    }
    const inner = stepped(grammar, key, here, registry);
    const last = index === path.length - 1;
    const next: Value | undefined = here.entries.get(key)?.value;
    if (inner === undefined || (!last && next === undefined)) {
      const known =
        inner === undefined && grammar.is === 'fields' ? Object.keys(grammar.fields) : [...here.entries.keys()];
      throw nowhere(`${so} has no "${key}"`, choices(key, known));
    }
    if (inner.is === 'constant') throw nowhere(`${key} is never overridden`, 'it moves no weight: say it in the stage');
    grammar = inner;
    here = next ?? here;
  }
  return grammar;
}

const anything: Grammar = { is: 'value' };

/** What may be written one step down; undefined where there is no such field. */
function stepped(grammar: Grammar, key: string, here: Mapping, registry: Registry): Grammar | undefined {
  if (grammar.is === 'fields') return Object.hasOwn(grammar.fields, key) ? grammar.fields[key] : undefined;
  if (grammar.is === 'named') return here.entries.has(key) ? grammar.each : undefined;
  if (grammar.is !== 'component') return anything;
  const { component } = named(registry, [grammar.of], here);
  if (!here.entries.has(key)) return undefined;
  if (takesAnyOption(component)) return anything;
  const options = Object.keys(component.options.shape).map((option) => [option, anything] as const);
  return { is: 'fields', fields: Object.fromEntries(options) };
}

/**
 * The template with what levels put at their paths: each value becomes what the level says, nothing is merged.
 * @throws SeedbedError SB_PATH_TWICE where two of them set the same, or one a part of what another sets.
 */
export function applied(template: Mapping, overrides: readonly Override[]): Mapping {
  for (const [index, later] of overrides.entries()) {
    for (const earlier of overrides.slice(0, index)) {
      const shared = Math.min(earlier.path.length, later.path.length);
      if (earlier.path.slice(0, shared).join('.') !== later.path.slice(0, shared).join('.')) continue;
      const { line } = earlier.place.file.lines.linePos(earlier.place.offset);
      throw failAt('SB_PATH_TWICE', later.place, `${later.path.join('.')} is also set in line ${line}, as ${earlier.path.join('.')}`, 'let one factor set it, with a level for each combination, or let its value be a table by the other factor'); // prettier-ignore
    }
  }
  return overrides.reduce((so, { path, value, place }) => replaced(so, path, { key: place, value }), template);
}

function replaced(mapping: Mapping, [key, ...rest]: readonly string[], entry: Entry): Mapping {
  if (rest.length === 0) return withEntries(mapping, [[key as string, entry]]);
  const inner = mapping.entries.get(key as string);
  if (inner?.value.kind !== 'mapping') throw new TypeError(`unchecked path ${key}`);
  return withEntries(mapping, [[key as string, { ...inner, value: replaced(inner.value, rest, entry) }]]);
}
