import { type ComponentKind, type Configured, versionedName, optionsOf } from './component.js';
import type { Registry } from './registry.js';

/** A component with all of its options: those that a config leaves out are at their defaults. */
export interface Settled {
  /** Without a version. */
  readonly name: string;
  readonly version: number;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Fills in the defaults of a component of a config. @returns undefined for one that the registry does not have. */
export function settled(registry: Registry, kind: ComponentKind, configured: Configured): Settled | undefined {
  const { name, version } = versionedName(configured);
  const component = registry.find(kind, name, version);
  const options = component?.options.safeParse(optionsOf(configured));
  return options?.success ? { name, version, options: options.data } : undefined;
}
