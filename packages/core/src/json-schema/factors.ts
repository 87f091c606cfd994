import type { Component, ComponentKind } from '../components/component.js';
import type { Registry } from '../components/registry.js';
import { scales } from '../spec/factors.js';
import { type Grammar, templateFields } from '../spec/grammar.js';
import { optionOf } from './components.js';
import { nodeOf } from './grammar.js';
import { definition, either, type Node, nothing } from './node.js';

const scalar: Node = { type: ['number', 'string', 'boolean'] };
const scalars: Node = { type: 'array', items: scalar, minItems: 1 };

export function factorDefinitions(registry: Registry): Record<string, Node> {
  const levels: Node = { type: 'object', minProperties: 1, additionalProperties: definition('overrides') };
  return {
    overrides: {
      description: 'what this level changes',
      type: 'object',
      properties: {
        for: {
          type: 'object',
          description: 'variables, for each combination of which there is a level; its name holds {VARIABLE}',
          additionalProperties: either(scalars, scalar),
        },
      },
      patternProperties: Object.fromEntries(paths(registry)),
      additionalProperties: false,
    },
    factor: {
      if: { type: 'object', required: ['levels'] },
      then: {
        type: 'object',
        properties: {
          levels: either(scalars, levels),
          scale: { enum: scales, description: 'how its levels are spaced on an axis' },
          unit: { type: 'string' },
          title: { type: 'string' },
        },
        additionalProperties: false,
      },
      else: either(scalars, levels),
    },
  };
}

/** Every path that an override may name, as a pattern, with what may be written there. */
function paths(registry: Registry): [string, Node][] {
  const below = (grammar: Grammar, path: string): [string, Node][] => {
    if (grammar.is === 'constant') return [];
    return [[`^${path}$`, either(nodeOf(grammar), nothing)], ...inside(grammar, path)];
  };
  const inside = (grammar: Grammar, path: string): [string, Node][] => {
    switch (grammar.is) {
      case 'fields':
        return Object.entries(grammar.fields).flatMap(([key, inner]) => below(inner, `${path}\\.${key}`));
      case 'named':
        return below(grammar.each, `${path}\\.[A-Za-z][A-Za-z0-9_-]*`);
      case 'component':
        return optionPaths(registry, grammar.of, path);
      case 'value':
      case 'weights':
        return [[`^${path}\\..+$`, {}]];
      default:
        return [];
    }
  };
  return Object.entries(templateFields).flatMap(([key, grammar]) => inside(grammar, key));
}

function optionPaths(registry: Registry, kind: ComponentKind, path: string): [string, Node][] {
  const components = registry.names(kind).map((name) => registry.find(kind, name) as Component);
  const known = components.flatMap((component) =>
    Object.keys(component.options.shape).map((option): [string, Node] => [
      `^${path}\\.${component.name}(@[1-9][0-9]*)?\\.${option}$`,
      either(optionOf(component, option), nothing),
    ]),
  );
  return [...known, [`^${path}\\.[^:.]+:.+$`, {}]];
}
