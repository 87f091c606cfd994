import type { ComponentKind } from '../components/component.js';
import { takesAnyOption } from '../components/program.js';
import type { Registry } from '../components/registry.js';
import { choices } from './nearest.js';
import { named } from './configure.js';
import { isTable } from './extend.js';
import type { Grammar } from './grammar.js';
import { checkName } from './names.js';
import { variableIn } from './substitute.js';
import { fail, failAt, isNull, kindOf, mappingOrFail, textOf, type Mapping, type Value } from './value.js';

/** What the names in `$NAME` and `$by` may be. */
export interface Declared {
  readonly names: readonly string[];
  readonly registry: Registry;
}

/**
 * Checks fields, names and forms of a template, without any grid point.
 * @param path What it is called in errors.
 * @param nullable Whether nothing may be written: as the value of an override or of a table's entry.
 * @throws SeedbedError SB_SPEC_INVALID, SB_SPEC_NULL, SB_VARIABLE_UNKNOWN, SB_TABLE_FORM, SB_SPEC_COMPONENT.
 */
export function checkTemplate(
  value: Value,
  grammar: Grammar,
  path: string,
  declared: Declared,
  nullable = false,
): void {
  const inner = (below: Value, what: Grammar, at: string) => checkTemplate(below, what, at, declared);
  if (isNull(value)) {
    if (nullable) return;
    throw fail('SB_SPEC_NULL', value, `"${path}" is empty`, 'write its value, {} for a mapping without fields, or remove the line'); // prettier-ignore
  }
  const variable = variableIn(value);
  if (variable !== undefined || isTable(value)) {
    if (grammar.is === 'constant') throw fail('SB_SPEC_INVALID', value, `${path} is the same at every level: no $ and no table is allowed there`); // prettier-ignore
    if (variable !== undefined) return known(variable, value, declared);
    return checkTable(value as Mapping, grammar, path, declared);
  }
  switch (grammar.is) {
    case 'fields':
    case 'named': {
      const mapping = mappingOrFail(value, path || 'the spec');
      for (const [key, entry] of mapping.entries) {
        const at = path === '' ? key : `${path}.${key}`;
        if (grammar.is === 'named') checkName(key, entry.key, grammar.what);
        else if (!Object.hasOwn(grammar.fields, key)) {
          throw failAt('SB_SPEC_INVALID', entry.key, `${path || 'the spec'} has no field "${key}"`, choices(key, Object.keys(grammar.fields))); // prettier-ignore
        }
        inner(entry.value, grammar.is === 'named' ? grammar.each : (grammar.fields[key] as Grammar), at);
      }
      return;
    }
    case 'component':
      return checkComponent(value, [grammar.of], path, declared);
    case 'components':
      return items(value, path, `a list of ${grammar.of}s`, declared, (item, at) => checkComponent(item, [grammar.of], at, declared)); // prettier-ignore
    case 'layers':
      return items(value, path, 'a list of layers', declared, (item, at) => checkComponent(item, ['layer', 'family'], at, declared)); // prettier-ignore
    default:
      if (value.kind === 'list') value.items.forEach((item, index) => inner(item, grammar, `${path}[${index}]`));
      if (value.kind === 'mapping') for (const [key, entry] of value.entries) inner(entry.value, grammar, `${path}.${key}`); // prettier-ignore
  }
}

function items(
  value: Value,
  path: string,
  what: string,
  declared: Declared,
  check: (item: Value, path: string) => void,
) {
  if (value.kind !== 'list') throw fail('SB_SPEC_INVALID', value, `${path} cannot be ${kindOf(value)}: ${what} is expected`); // prettier-ignore
  value.items.forEach((item, index) => {
    const at = `${path}[${index}]`;
    if (variableIn(item) !== undefined || isTable(item)) checkTemplate(item, { is: 'value' }, at, declared);
    else if (isNull(item)) throw fail('SB_SPEC_NULL', item, `${at} is empty`, 'remove it');
    else check(item, at);
  });
}

function checkComponent(value: Value, kinds: readonly ComponentKind[], path: string, declared: Declared): void {
  const { component, options } = named(declared.registry, kinds, value);
  if (options === undefined) return;
  if (options.kind !== 'mapping' || isTable(options)) {
    return checkTemplate(options, component.layerLists?.includes(component.main ?? '') ? { is: 'layers' } : { is: 'value' }, path, declared); // prettier-ignore
  }
  const known = Object.keys(component.options.shape);
  for (const [key, entry] of options.entries) {
    if (key in Object.prototype) throw failAt('SB_SPEC_INVALID', entry.key, `an option cannot be called "${key}"`, 'give it another name'); // prettier-ignore
    if (!known.includes(key) && !takesAnyOption(component)) throw failAt('SB_SPEC_INVALID', entry.key, `${component.name} has no option "${key}"`, choices(key, known)); // prettier-ignore
    const part = component.parts?.[key];
    const grammar: Grammar = component.layerLists?.includes(key) ? { is: 'layers' } : part ? { is: 'component', of: part } : { is: 'value' }; // prettier-ignore
    checkTemplate(entry.value, grammar, `${path}.${component.name}.${key}`, declared);
  }
}

function checkTable(table: Mapping, grammar: Grammar, path: string, declared: Declared): void {
  const by = table.entries.get('$by')?.value as Value;
  const name = textOf(by);
  if (name === undefined) throw fail('SB_TABLE_FORM', by, `$by cannot be ${kindOf(by)}`, 'it names a factor or a variable: { $by: size, 5: …, 10: … }'); // prettier-ignore
  known(name, by, declared);
  if (table.entries.size === 1) throw fail('SB_TABLE_FORM', table, 'a table without entries', '{ $by: size, 5: …, 10: … }'); // prettier-ignore
  for (const [level, entry] of table.entries) {
    if (level !== '$by') checkTemplate(entry.value, grammar, `${path} at ${level}`, declared, true);
  }
}

function known(name: string, where: Value, { names }: Declared): void {
  if (names.includes(name)) return;
  throw fail('SB_VARIABLE_UNKNOWN', where, `no factor, variable or searched value is called "${name}"`, `${choices(name, names)}. A text that begins with $ is written $$`); // prettier-ignore
}
