import { z } from 'zod';
import { specSchema } from './schema.js';
import type { SpecPath } from './position.js';

interface Node {
  required?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

function specJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(specSchema, { io: 'input', target: 'draft-7' }) as Node & Record<string, unknown>;
  relax(schema);
  return { ...schema, title: 'Seedbed experiment', $id: 'https://seedbed.invalid/experiment.schema.json' };
}

/** A spec that extends another may leave out whatever its base has; lists are replaced whole, so their items may not. */
function relax(node: Node): void {
  delete node.required;
  for (const child of Object.values(node.properties ?? {})) relax(child);
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
  if (node.properties && Object.hasOwn(node.properties, step)) return [node.properties[step] as Node];
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
}
