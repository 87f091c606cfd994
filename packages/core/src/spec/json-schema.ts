import { z } from 'zod';
import { specSchema } from './schema.js';
import type { SpecPath } from './documents.js';

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

/** The JSON Schema of a spec, for editors: the same source as the validation. A base may leave fields to its variants. */
export function specJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(specSchema, { io: 'input', target: 'draft-7' }) as Record<string, unknown>;
  // A spec that extends another may leave out whatever its base has.
  delete schema['required'];
  return { ...schema, title: 'Seedbed experiment', $id: 'https://seedbed.invalid/experiment.schema.json' };
}

/** The fields that an object at `path` may have; empty where anything or nothing goes. */
export function fieldsAt(path: SpecPath): string[] {
  let nodes: Node[] = [specJsonSchema() as Node];
  for (const step of path) nodes = nodes.flatMap(alternatives).flatMap((node) => childOf(node, step));
  return [...new Set(nodes.flatMap(alternatives).flatMap((node) => Object.keys(node.properties ?? {})))];
}

const alternatives = (node: Node): Node[] => [
  node,
  ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(alternatives),
];

function childOf(node: Node, step: string | number): Node[] {
  if (typeof step === 'number') return node.items ? [node.items] : [];
  const named = node.properties?.[step];
  if (named) return [named];
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
}
