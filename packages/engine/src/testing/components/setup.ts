import {
  type Component,
  type Configured,
  type ComponentKind,
  knownComponents,
  shortest,
  shortName,
  sha256,
} from '@seedbed/core';
import { registerCodes } from '../../config/codes.js';

/** What a package exports. */
export interface Exported {
  /** Of its entry ".". */
  readonly components: readonly Component[];
  /** Of its entry "./engine"; absent where it has families and metrics alone. */
  readonly codes?: object;
}

export interface ConformanceSetup {
  /** Name of the package: specs name its components `PACKAGE:name`. */
  readonly name: string;
  /** Address of the entry ".": `new URL('./index.js', import.meta.url)`. Other processes load what is built of it. */
  readonly module: string | URL;
  /** The same of the entry "./engine". */
  readonly engine?: string | URL;
  /**
   * What stands behind a component's name in specs that are tried, several of each: `{ scale: [2, { start: 3 }] }`; null for
   * the name alone. By default its example.
   */
  readonly options?: Readonly<Record<string, readonly unknown[]>>;
  /** What stands behind the name of a component where it does nothing: `{ noise: 0 }`. */
  readonly nothing?: Readonly<Record<string, unknown>>;
  /** By default wasm and tensorflow; one that is not installed is skipped. */
  readonly backends?: readonly string[];
}

/** A run that references lead to. */
export const referred = 'f'.repeat(64);

/** Registers what a package exports, as commands do. */
export function registerExported(name: string, { components, codes }: Exported): void {
  knownComponents.register(name, components, { version: '0.0.0', digest: sha256(new Uint8Array()) });
  if (codes) registerCodes(name, codes);
}

/** A component as a config holds it, of what a spec says: `relu`, `{ conv: 16 }`. @throws TypeError for what is none. */
export function configuredOf(kind: ComponentKind, written: unknown): Configured {
  const [name, value] = typeof written === 'string' ? [written, null] : (Object.entries(written as object)[0] as [string, unknown]); // prettier-ignore
  const component = knownComponents.find(kind, name);
  if (!component) throw new TypeError(`there is no ${kind} ${name}`);
  const options = Object.entries(mapping(component, value)).map(([key, each]): [string, unknown] => {
    if (component.references?.includes(key)) return [key, { run: referred }];
    if (component.layerLists?.includes(key)) return [key, (each as unknown[]).map((inner) => configuredOf('layer', inner))]; // prettier-ignore
    const part = component.parts?.[key];
    return [key, part ? configuredOf(part, each) : each];
  });
  return shortest(component, component.options.parse(Object.fromEntries(options)) as Record<string, unknown>);
}

function mapping({ name, main }: Component, value: unknown): object {
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value;
  if (main === undefined) throw new TypeError(`${name} has no main option`);
  return { [main]: value };
}

/** Everything that is tried of a registered component, as configs hold it. */
export function triedOf({ kind, name, example }: Component, { options }: ConformanceSetup): Configured[] {
  return (options?.[shortName(name)] ?? [example ?? null]).map((value) => configuredOf(kind, { [name]: value }));
}
