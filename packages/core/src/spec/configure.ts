import { type Component, type ComponentKind, type Configured, optionsOf } from '../components/component.js';
import type { Registry } from '../components/registry.js';
import { exitCodes, SeedbedError } from '../errors.js';
import { shortest } from '../components/shortest.js';
import { choices } from './nearest.js';
import { checked } from './checked.js';
import { fail, failAt, kindOf, plainOf, type Mapping, type Place, type Value } from './value.js';

/** A reference that leads to a run; undefined beyond the first or last level. */
export type Refer = (reference: Value) => { readonly run: string } | undefined;

interface Named {
  readonly component: Component;
  readonly place: Place;
  /** What was written for its options; undefined where the name stood alone. */
  readonly options: Value | undefined;
}

const form = /^(?:(?<package>[^:]+):)?(?<name>[^:@]+)(?:@(?<version>[1-9][0-9]*))?$/;

/** Far more than any network has; families within families grow without bound. */
const mostLayers = 10_000;

/**
 * Turns what a spec says into components as configs hold them: `conv: 16` is `{ conv: { filters: 16 } }`, defaults are
 * left out, what does nothing is not there.
 */
export class Configurator {
  constructor(
    private readonly registry: Registry,
    private readonly refer: Refer,
  ) {}

  /**
   * One component. Undefined when it does nothing, or when a reference in it leads beyond the levels.
   * @throws SeedbedError SB_SPEC_COMPONENT for a name that nobody has, SB_SPEC_INVALID for options.
   */
  one(kind: ComponentKind, value: Value): Configured | undefined {
    return this.built(named(this.registry, [kind], value));
  }

  /** A list of components, in order, without those that do nothing. */
  list(kind: ComponentKind, value: Value): Configured[] {
    return itemsOrFail(value, `a list of ${kind}s`).flatMap((item) => {
      const built = this.one(kind, item);
      return built === undefined ? [] : [built];
    });
  }

  /** Layers, with families expanded. */
  layers(value: Value): Configured[] {
    const all = itemsOrFail(value, 'a list of layers').flatMap((item): readonly Configured[] => {
      const layer = named(this.registry, ['layer', 'family'], item);
      const built = this.built(layer);
      if (built === undefined) return [];
      return layer.component.expand ? this.expanded(layer.component, built) : [built];
    });
    if (all.length <= mostLayers) return all;
    throw fail('SB_MODEL_SIZE', value, `${all.length} layers, at most ${mostLayers} are possible`);
  }

  private expanded(family: Component, built: Configured): readonly Configured[] {
    return (family.expand as NonNullable<Component['expand']>)(family.options.parse(optionsOf(built)));
  }

  private built({ component, place, options }: Named): Configured | undefined {
    const written = asMapping(component, options, place);
    const plain: Record<string, unknown> = {};
    for (const [key, { value }] of written.entries) {
      if (component.references?.includes(key)) {
        const reference = this.refer(value);
        if (reference === undefined) return undefined;
        plain[key] = reference;
      } else if (component.layerLists?.includes(key)) plain[key] = this.layers(value);
      else if (component.parts?.[key]) plain[key] = this.one(component.parts[key], value);
      else plain[key] = plainOf(value);
    }
    const all = checked(component.options, written, component.name, plain);
    if (component.doesNothing?.(all)) return undefined;
    return shortest(component, all);
  }
}

/** What is no mapping is the main option. */
export function asMapping({ name, main }: Component, options: Value | undefined, place: Place): Mapping {
  if (options === undefined) return { kind: 'mapping', place, entries: new Map() };
  if (options.kind === 'mapping') return options;
  if (main === undefined) {
    throw fail('SB_SPEC_INVALID', options, `${name} has no main option, so it cannot be ${kindOf(options)}`, `write its options by name: ${name}: { … }`); // prettier-ignore
  }
  return { kind: 'mapping', place: options.place, entries: new Map([[main, { key: place, value: options }]]) };
}

/**
 * The component that is written there. @param kinds The registries in which it may be.
 * @throws SeedbedError SB_SPEC_COMPONENT with what there is and the nearest.
 */
export function named(registry: Registry, kinds: readonly ComponentKind[], value: Value): Named {
  const kind = kinds[0] as ComponentKind;
  if (value.kind === 'mapping' && value.entries.size === 1) {
    const [[name, entry]] = [...value.entries] as [[string, { key: Place; value: Value }]];
    return { component: found(registry, kinds, name, entry.key), place: entry.key, options: entry.value };
  }
  if (value.kind === 'scalar' && typeof value.value === 'string') {
    return { component: found(registry, kinds, value.value, value.place), place: value.place, options: undefined };
  }
  const given = value.kind === 'mapping' ? `a mapping with ${value.entries.size} keys` : kindOf(value);
  throw fail('SB_SPEC_INVALID', value, `${given} is no ${kind}`, `write NAME, or NAME: { OPTION: VALUE }; ${choices('', kinds.flatMap((each) => registry.names(each)))}`); // prettier-ignore
}

function found(registry: Registry, kinds: readonly ComponentKind[], written: string, place: Place): Component {
  const { name = written, version, package: owner } = form.exec(written)?.groups ?? {};
  const full = owner === undefined ? name : `${owner}:${name}`;
  const refusal = registry.refusalOf(full);
  if (refusal) throw unusable(refusal, place);
  for (const kind of kinds) {
    const component = registry.find(kind, full, version === undefined ? undefined : Number(version));
    if (component) return component;
  }
  const names = kinds.flatMap((kind) => registry.names(kind));
  if (names.includes(full)) throw failAt('SB_SPEC_COMPONENT', place, `${full} has no version ${version}`);
  throw failAt('SB_SPEC_COMPONENT', place, `there is no ${kinds[0]} "${full}"`, choices(full, names));
}

/** Whatever is wrong with a package, the spec asks for one that cannot be used. */
function unusable(refusal: SeedbedError, place: Place): SeedbedError {
  const { code, message, excerpt, hint } = failAt(refusal.code, place, refusal.message, refusal.hint);
  return new SeedbedError(code, message, { exitCode: exitCodes.wrongRequest, ...(excerpt && { excerpt }), ...(hint && { hint }) }); // prettier-ignore
}

function itemsOrFail(value: Value, what: string): readonly Value[] {
  if (value.kind === 'list') return value.items;
  throw fail('SB_SPEC_INVALID', value, `${kindOf(value)} where ${what} is expected`);
}
