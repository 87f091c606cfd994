import { type Component, type ComponentKind, type Configured, configured, drawnTransforms, knownComponents } from '@seedbed/core'; // prettier-ignore
import { z } from '@seedbed/core/plugin';
import fc from 'fast-check';
import { codesOfAny } from '../config/codes.js';

/** What an option may be, as far as the JSON schema of its type says it. */
interface OptionSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: OptionSchema;
  readonly properties?: Readonly<Record<string, OptionSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** What options hold that only a config can give. */
export interface Surroundings {
  /** The config id that every reference leads to. */
  readonly run: string;
  /** Names from which lists of texts are drawn: classes. */
  readonly names: readonly string[];
  /** For options that are lists of layers. */
  readonly layers?: fc.Arbitrary<readonly Configured[]>;
}

/** Whole numbers are this far from their least value, others within 1 of it: networks stay small, and numbers tame. */
const most = 4;
const hundredths = 100;

/** All components of a kind that the engine computes for data with classes: its own, and those of packages. */
export function computedOf(kind: ComponentKind): Component[] {
  const drawn = kind === 'transform' ? drawnTransforms.map((name) => ({ name, version: 1 })) : [];
  const known = [...drawn, ...codesOfAny(kind)].flatMap(({ name, version }) => knownComponents.find(kind, name, version) ?? []); // prettier-ignore
  return known.filter(({ predicts }) => predicts !== 'numbers');
}

/** One of them, with random options. */
export const randomOf = (kind: ComponentKind, around: Surroundings): fc.Arbitrary<Configured> =>
  fc.oneof(...computedOf(kind).map((each) => randomComponent(each, around)));

/** A component with random options: each that may be left out is left out half of the time. */
export function randomComponent(component: Component, around: Surroundings): fc.Arbitrary<Configured> {
  const { name, version, parts, layerLists } = component;
  const schema = z.toJSONSchema(component.options, { io: 'input', unrepresentable: 'any' }) as OptionSchema;
  const options = Object.entries(schema.properties ?? {}).map(([option, type]) => {
    const part = parts?.[option];
    if (part) return [option, randomOf(part, around)] as const;
    if (layerLists?.includes(option) && around.layers) return [option, around.layers] as const;
    return [option, valueOf(type, around)] as const;
  });
  return fc
    .record(Object.fromEntries(options) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: [...(schema.required ?? [])],
    }) // prettier-ignore
    .filter((drawn) => isAsked(component, drawn))
    .map((drawn) => configured(version > 1 ? `${name}@${version}` : name, drawn));
}

/** No config holds a component that does nothing. */
function isAsked({ options, doesNothing }: Component, drawn: Readonly<Record<string, unknown>>): boolean {
  const parsed = options.safeParse(drawn);
  return parsed.success && doesNothing?.(parsed.data) !== true;
}

function valueOf(schema: OptionSchema, around: Surroundings): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer') return wholeOf(schema);
  if (schema.type === 'number') return numberOf(schema);
  if (schema.type === 'string') return fc.constantFrom(...around.names);
  if (schema.type === 'object') return fc.constant({ run: around.run });
  if (schema.type === 'array' && schema.items) return fc.uniqueArray(valueOf(schema.items, around), { minLength: 1, maxLength: 3 }); // prettier-ignore
  throw new TypeError(`no values are known for an option of the type ${JSON.stringify(schema)}`);
}

function wholeOf({ minimum = 0, maximum = Infinity }: OptionSchema): fc.Arbitrary<number> {
  const from = Math.max(minimum, -most);
  return fc.integer({ min: from, max: Math.min(maximum, from + most) });
}

/** In hundredths, which can be read. */
function numberOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: OptionSchema): fc.Arbitrary<number> {
  const least = minimum ?? exclusiveMinimum ?? 0;
  const largest = Math.min(maximum ?? exclusiveMaximum ?? Infinity, least + 1);
  const from = least === exclusiveMinimum ? 1 : 0;
  const to = Math.floor((largest - least) * hundredths) - (largest === exclusiveMaximum ? 1 : 0);
  return fc.integer({ min: from, max: Math.max(from, to) }).map((count) => least + count / hundredths);
}
