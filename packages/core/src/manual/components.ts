import type { z } from 'zod';
import { type Component, type ComponentKind, componentKinds } from '../components/component.js';
import type { MetricComponent } from '../components/metrics.js';
import type { Registry } from '../components/registry.js';
import type { Entry } from './entry.js';
import { expectedIn, isRequired, meaningOf, usualOf } from './words.js';

export interface Option extends Omit<Entry, 'path' | 'example'> {
  readonly name: string;
}

/** A component as a reader looks it up. */
export interface ComponentEntry {
  readonly kind: ComponentKind;
  readonly name: string;
  readonly summary: string;
  /** The option that is meant where there is only a value. */
  readonly main: string | undefined;
  /** As it may be written: a name, or a name with what follows it. */
  readonly example: unknown;
  readonly options: readonly Option[];
  /** Of a metric: its unit, which direction is better, and whether it is of a part or of the run. */
  readonly metric: Pick<MetricComponent, 'unit' | 'better' | 'of'> | undefined;
}

/** Every component of a registry, kind by kind, in the order in which they were declared. */
export const componentEntries = (registry: Registry): ComponentEntry[] =>
  componentKinds.flatMap((kind) => registry.names(kind).map((name) => entryOf(registry.find(kind, name) as Component)));

function entryOf(component: Component): ComponentEntry {
  const { kind, name, summary, main, example, options } = component;
  const { unit, better, of } = component as MetricComponent;
  return {
    ...{ kind, name, summary, main },
    example: example === undefined ? name : { [name]: example },
    options: Object.entries(options.shape).map(([key, type]) => optionOf(component, key, type as z.ZodType)),
    metric: kind === 'metric' ? { unit, better, of } : undefined,
  };
}

function optionOf({ references, layerLists, parts }: Component, name: string, type: z.ZodType): Option {
  const part = parts?.[name];
  const expected = references?.includes(name) ? 'a REF' : layerLists?.includes(name) ? 'a list of layers' : part;
  return {
    name,
    type: expected === part && part !== undefined ? `a component: ${part}` : (expected ?? expectedIn(type)),
    required: isRequired(type),
    usual: usualOf(type),
    meaning: meaningOf(type) ?? '',
  };
}
