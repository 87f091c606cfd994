import type { z } from 'zod';
import type { Placement, Site } from './placement.js';

/** The registries: everything in a spec that has a name and options. */
export const componentKinds = [
  ...(['layer', 'family', 'optimizer', 'schedule', 'loss', 'initializer'] as const),
  ...(['transform', 'method', 'mask', 'metric', 'test', 'figure'] as const),
] as const;

export type ComponentKind = (typeof componentKinds)[number];

/** A component as a config holds it: its name, or its name and the options that are not at their defaults. */
export type Configured = string | { readonly [name: string]: Readonly<Record<string, unknown>> };

/** What data can be, as far as a component cares: pictures, rows of numbers, examples with a class. */
export type DataKind = 'images' | 'rows' | 'classes';

/** What the language must know of a component. What it computes is said elsewhere, by whatever executes it. */
export interface Component {
  readonly kind: ComponentKind;
  /** As it is written in a spec. */
  readonly name: string;
  /** From 1. A default never changes within a version. */
  readonly version: number;
  /** What it does, in one sentence, for people. */
  readonly summary: string;
  /** Its options. One without a default and not optional is required. */
  readonly options: z.ZodObject;
  /** The option that is meant where a value is written alone: `conv: 16`. */
  readonly main?: string;
  /** What may stand behind its name: 16 for `conv: 16`. Where there is none, the name stands alone. */
  readonly example?: unknown;
  /** Options that name a run. */
  readonly references?: readonly string[];
  /** Options that are lists of layers. */
  readonly layerLists?: readonly string[];
  /** Options that are components themselves, with the registry of each. */
  readonly parts?: Readonly<Record<string, ComponentKind>>;
  /** The purpose of the seed stream from which it draws, `dropout` for one. */
  readonly draws?: string;
  /** Of a method that draws nothing: whether the network sees other examples by it. One that draws is taken to change them. */
  readonly changesExamples?: true;
  /** Of a transform or method: what the data must be. */
  readonly needs?: DataKind;
  /** Of a transform: how many columns it adds to rows of numbers. */
  readonly widens?: (options: Readonly<Record<string, unknown>>) => number;
  /** Whether it does nothing with these options: then it is in no config. */
  readonly doesNothing?: (options: Readonly<Record<string, unknown>>) => boolean;
  /** Of a method: how many single examples it sends forward and back before the first step. @param outputs of the network. */
  readonly passes?: (options: Readonly<Record<string, unknown>>, outputs: number) => number;
  /** Of a layer: whether it has weights. A normalization has some and belongs to the unit before it. */
  readonly weights?: 'unit' | 'normalization';
  /** Of a layer: it normalizes over the batch, which must have more than one value of each channel. */
  readonly overBatch?: true;
  /** Of a layer: the last of a network. */
  readonly output?: true;
  /** Of an output and of a loss: what of. */
  readonly predicts?: 'classes' | 'numbers';
  /** Of a layer: what it makes of an example, and what it needs for that. @throws Misfit for a shape that it cannot take. */
  readonly place?: (options: Readonly<Record<string, unknown>>, site: Site) => Placement;
  /** Of a family: the layers that it stands for. */
  readonly expand?: (options: Readonly<Record<string, unknown>>) => readonly Configured[];
}

export const nameOf = (configured: Configured): string =>
  typeof configured === 'string' ? configured : (Object.keys(configured)[0] as string);

/** Name and version of a component of a config: `conv@2`; the first version is not written. */
export function versionedName(configured: Configured): { readonly name: string; readonly version: number } {
  const written = nameOf(configured);
  // The name of a package may begin with an @ of its own.
  const [, name = written, version = '1'] = /^(.+)@([1-9][0-9]*)$/s.exec(written) ?? [];
  return { name, version: Number(version) };
}

/** The package that declares a component, of `PACKAGE:name`; undefined of the language's own. */
export function packageOf(name: string): string | undefined {
  const at = name.indexOf(':');
  return at < 0 ? undefined : name.slice(0, at);
}

/** The name without a package. */
export const shortName = (name: string): string => name.slice(name.indexOf(':') + 1);

export const optionsOf = (configured: Configured): Readonly<Record<string, unknown>> =>
  typeof configured === 'string' ? {} : (Object.values(configured)[0] as Readonly<Record<string, unknown>>);

/** A component in its shortest form. */
export const configured = (name: string, options: Readonly<Record<string, unknown>>): Configured =>
  Object.keys(options).length === 0 ? name : { [name]: options };
