import { z } from 'zod';
import { choices } from '../spec/nearest.js';
import { checked } from '../spec/checked.js';
import type { Configurator } from '../spec/configure.js';
import { amountSchemas, classesSchema, setSchemas } from '../spec/field-schemas.js';
import { type Bindings, substituted } from '../spec/substitute.js';
import { fail, field, kindOf, plainOf, textOf, type Mapping, type Value } from '../spec/value.js';

const amounts = z.strictObject(amountSchemas).partial().shape;
const amountNames = Object.keys(amounts);

const learnSchema = z.strictObject({ data: z.string(), classes: z.unknown().optional(), ...amounts, transforms: z.unknown().optional() }); // prettier-ignore
const setSchema = z.strictObject({
  plugin: setSchemas.plugin,
  options: setSchemas.options.optional(),
  classes: z.unknown().optional(),
  test: z.strictObject(amounts).optional(),
  validation: z.strictObject(amounts).optional(),
});

/** What a run learns: amount, group and transforms, and of the set what draws them. */
export function learned(
  stage: Mapping,
  learn: Value | undefined,
  template: Mapping,
  bindings: Bindings,
  configurator: Configurator,
): Record<string, unknown> {
  if (learn === undefined) throw fail('SB_SPEC_INVALID', stage, 'the stage does not say what it learns', 'learn: { data: NAME }'); // prettier-ignore
  const { data: name, classes: asked, transforms: listed, ...amount } = checked(learnSchema, learn, 'learn');
  oneAmount(learn);
  const sets = field(template, 'data') as Mapping;
  const written = sets.entries.get(name)?.value;
  if (written === undefined) throw fail('SB_DATA_UNKNOWN', field(learn, 'data') as Value, `there is no data set "${name}"`, choices(name, [...sets.entries.keys()])); // prettier-ignore
  const set = substituted(written, bindings) as Value;
  const used = classesOf(set, learn, asked, name);
  const transforms = listed === undefined ? [] : configurator.list('transform', field(learn, 'transforms') as Value);
  return {
    data: setConfig(set, name, used),
    ...(used.group === undefined ? {} : { classes: used.group }),
    ...amount,
    ...(transforms.length > 0 ? { transforms } : {}),
  };
}

interface UsedClasses {
  readonly group?: string;
  /** As the config holds them. */
  readonly classes?: unknown;
}

/** @throws SeedbedError SB_CLASS_TWICE: a list tells classes apart, and groups are disjoint. */
function checkOnce(lists: readonly Value[]): void {
  const seen = new Set<string>();
  for (const item of lists.flatMap((list) => (list.kind === 'list' ? list.items : []))) {
    const name = textOf(item) as string;
    if (seen.has(name)) throw fail('SB_CLASS_TWICE', item, `the class "${name}" is listed twice`, lists.length > 1 ? 'groups are disjoint' : undefined); // prettier-ignore
    seen.add(name);
  }
}

/** Without a group all classes are learned, or the n or listed ones. */
function classesOf(set: Value, learn: Value, asked: unknown, name: string): UsedClasses {
  const classes = field(set, 'classes');
  const groups = classes?.kind === 'mapping' ? [...classes.entries.keys()] : [];
  if (classes?.kind === 'mapping') for (const [group, { value }] of classes.entries) checked(classesSchema, value, `data.${name}.classes.${group}`); // prettier-ignore
  if (asked === undefined) {
    if (classes === undefined || classes.kind === 'mapping') return {};
    checkOnce([classes]);
    return { classes: checked(classesSchema, classes, `data.${name}.classes`) };
  }
  if (classes?.kind === 'mapping') checkOnce([...classes.entries.values()].map(({ value }) => value));
  const written = field(learn, 'classes') as Value;
  const group = textOf(written);
  if (group === undefined || !groups.includes(group)) {
    throw fail('SB_GROUP_UNKNOWN', written, `${name} has no group ${kindOf(written)}`, groups.length > 0 ? choices(group ?? '', groups) : `say data.${name}.classes: { GROUP: n }`); // prettier-ignore
  }
  return { group, classes: plainOf(classes as Value) };
}

function setConfig(set: Value, name: string, used: UsedClasses): Record<string, unknown> {
  const withParts = droppedParts(set);
  const { plugin, options, test, validation } = checked(setSchema, withParts, `data.${name}`);
  for (const part of ['test', 'validation']) {
    const amount = field(withParts, part);
    if (amount) oneAmount(amount);
  }
  return {
    ...(used.group === undefined ? { name } : {}),
    plugin,
    ...(options && Object.keys(options).length > 0 ? { options } : {}),
    ...(used.classes === undefined ? {} : { classes: used.classes }),
    ...(test && Object.keys(test).length > 0 ? { test } : {}),
    ...(validation && Object.keys(validation).length > 0 ? { validation } : {}),
  };
}

/** A part of 0 examples is none. */
function droppedParts(set: Value): Value {
  if (set.kind !== 'mapping') return set;
  const entries = [...set.entries].filter(([key, { value }]) => {
    if (key !== 'test' && key !== 'validation') return true;
    const amounts = value.kind === 'mapping' ? [...value.entries.values()].map((entry) => entry.value) : [];
    return !(amounts.length === 1 && amounts[0]?.kind === 'scalar' && amounts[0].value === 0);
  });
  return { ...set, entries: new Map(entries) };
}

function oneAmount(value: Value): void {
  const given = amountNames.filter((name) => field(value, name));
  const [, second] = given;
  if (second === undefined) return;
  throw fail('SB_SPEC_INVALID', field(value, second) as Value, `${given.join(' and ')} exclude each other`, 'keep one of them; a field of the file that is extended is removed by "NAME: null"'); // prettier-ignore
}
