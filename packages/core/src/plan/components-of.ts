import {
  type Component,
  type ComponentKind,
  type Configured,
  optionsOf,
  packageOf,
  versionedName,
} from '../components/component.js';
import { knownComponents, type Registry } from '../components/registry.js';
import type { RunConfig } from './run-config.js';

/** A component of a config, or in the options of one. */
export interface Used {
  readonly kind: ComponentKind;
  /** As the config holds it. Within options it may be anything: a manifest that somebody edited says no type of it. */
  readonly configured: unknown;
  /** Name and version, "conv@1"; of what is no component its JSON. */
  readonly name: string;
  /** Undefined of one that the registry does not have. */
  readonly declared: Component | undefined;
}

type Made = Pick<RunConfig, 'learn' | 'model' | 'training' | 'mask'>;

/** Everything that a config is made of, kind by kind, each before those in its options. */
export function* componentsIn({ learn, model, training, mask }: Made, registry: Registry): Generator<Used> {
  yield* all('transform', learn.transforms, registry);
  yield* all('method', training?.methods, registry);
  yield* all('layer', model.layers, registry);
  yield* all('mask', [mask], registry);
  yield* all('optimizer', [training?.optimizer], registry);
  yield* all('schedule', [training?.schedule], registry);
  yield* all('loss', [training?.loss], registry);
}

function* all(kind: ComponentKind, components: readonly unknown[] = [], registry: Registry): Generator<Used> {
  for (const configured of components) {
    if (configured === undefined) continue;
    if (!isConfigured(configured)) {
      yield { kind, configured, name: JSON.stringify(configured), declared: undefined };
      continue;
    }
    const { name, version } = versionedName(configured);
    const declared = registry.find(kind, name, version);
    yield { kind, configured, name: `${name}@${version}`, declared };
    for (const [option, value] of Object.entries(optionsOf(configured))) {
      const part = declared?.parts?.[option];
      if (part) yield* all(part, [value], registry);
      if (declared?.layerLists?.includes(option) && Array.isArray(value)) yield* all('layer', value, registry);
    }
  }
}

function isConfigured(value: unknown): value is Configured {
  if (typeof value !== 'object' || value === null) return typeof value === 'string';
  const [options, ...more] = Object.values(value);
  return typeof options === 'object' && options !== null && more.length === 0;
}

/** Whether a component is of a package that is not registered: then nothing can be said of it. */
export const isForeign = ({ name, declared, configured }: Pick<Used, 'name' | 'declared' | 'configured'>): boolean =>
  !declared && isConfigured(configured) && packageOf(name) !== undefined;

/** Name and version of everything that a config is made of, "conv@1", each once, in the order of their names. */
export const componentsOf = (config: RunConfig, registry: Registry = knownComponents): string[] =>
  [...new Set([...componentsIn(config, registry)].map(({ name }) => name))].sort();
