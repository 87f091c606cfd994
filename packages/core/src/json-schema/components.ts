import type { z } from 'zod';
import type { Component, ComponentKind } from '../components/component.js';
import { takesAnyOption } from '../components/program.js';
import type { Registry } from '../components/registry.js';
import { definition, either, type Node, nothing, ofType, open, textLike } from './node.js';

/** Kinds that a spec names by themselves; families are written among the layers. */
const kinds = ['layer', 'optimizer', 'schedule', 'loss', 'initializer', 'transform', 'method', 'mask', 'metric'] as const; // prettier-ignore

const withFamilies = (kind: ComponentKind): readonly ComponentKind[] =>
  kind === 'layer' ? ['layer', 'family'] : [kind];

/** A definition for each kind, and one for each component: its main option alone, or its options by name. */
export function componentDefinitions(registry: Registry): Record<string, Node> {
  const all = kinds.flatMap((kind): [string, Node][] => {
    const components = withFamilies(kind).flatMap((each) => registry.names(each).map((name) => registry.find(each, name) as Component)); // prettier-ignore
    return [
      [kind, anyOfThem(components)],
      ...components.map((each) => [keyOf(each), optionsOf(each)] as [string, Node]),
    ];
  });
  return Object.fromEntries(all);
}

const keyOf = ({ kind, name }: Component) => `${kind}.${name}`;

const version = '(@[1-9][0-9]*)?';
/** One of a package: what it takes is known when it is installed. */
const ofPackage = /^[^:$]+:[^:]+$/;

function anyOfThem(components: readonly Component[]): Node {
  const alone = components.filter(({ options }) => options.safeParse({}).success).map(({ name }) => name);
  return either(
    ...(alone.length > 0 ? [{ enum: alone }, textLike(new RegExp(`^(${alone.join('|')})${version}$`))] : []),
    textLike(ofPackage),
    {
      type: 'object',
      minProperties: 1,
      maxProperties: 1,
      properties: Object.fromEntries(components.map((each) => [each.name, definition(keyOf(each))])),
      patternProperties: {
        ...Object.fromEntries(components.map((each) => [`^${each.name}@[1-9][0-9]*$`, definition(keyOf(each))])),
        [ofPackage.source]: {},
      },
      additionalProperties: false,
    },
  );
}

function optionsOf(component: Component): Node {
  const { options, main, summary } = component;
  const names = Object.keys(options.shape);
  const byName: Node = {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, optionOf(component, name)])),
    required: names.filter((name) => !optional(options, name)),
    additionalProperties: takesAnyOption(component),
  };
  const alone = main === undefined ? [] : [optionOf(component, main)];
  return { description: summary, anyOf: [byName, ...alone] };
}

const optional = (options: z.ZodObject, name: string) => (options.shape[name] as z.ZodType).safeParse(undefined).success; // prettier-ignore

export function optionOf({ options, references, layerLists, parts }: Component, name: string): Node {
  const type = options.shape[name] as z.ZodType;
  const about = type.description === undefined ? {} : { description: type.description };
  if (references?.includes(name)) return { ...about, ...definition('reference') };
  if (layerLists?.includes(name)) return { ...about, ...open(definition('layers')) };
  const part = parts?.[name];
  const node = open(part === undefined ? ofType(type) : definition(part));
  return optional(options, name) ? { ...about, anyOf: [...(node['anyOf'] as Node[]), nothing] } : { ...about, ...node };
}
