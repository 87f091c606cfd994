import { z } from 'zod';

/** A JSON Schema, draft 7, or a part of one. */
export type Node = { readonly [keyword: string]: unknown };

export const definition = (name: string): Node => ({ $ref: `#/definitions/${name}` });

export const either = (...nodes: readonly Node[]): Node => ({ anyOf: nodes });

export const textLike = (pattern: RegExp): Node => ({ type: 'string', pattern: pattern.source });

export const nothing: Node = { type: 'null' };

/** The schema of a type, as it is written. */
export function ofType(type: z.ZodType): Node {
  const { $schema, ...node } = z.toJSONSchema(type, { io: 'input', target: 'draft-7', unrepresentable: 'any' });
  void $schema;
  return node;
}

/** A mapping with these fields. One that extends another may remove any with null. */
export const mapping = (fields: Readonly<Record<string, Node>>): Node => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(fields).map(([name, node]) => [name, either(node, nothing)])),
  additionalProperties: false,
});

/** `$NAME`, a table by level, or the value itself. */
export const open = (node: Node): Node => either(node, definition('variable'), tableOf(node));

/** Tables may hold tables. */
const tableOf = (node: Node): Node => ({
  type: 'object',
  required: ['$by'],
  properties: { $by: { type: 'string', description: 'the factor or variable whose level chooses' } },
  additionalProperties: either(node, definition('variable'), definition('table'), nothing),
});

export const shared: Readonly<Record<string, Node>> = {
  variable: {
    ...textLike(/^\$[^$]/),
    description: 'the level of a factor, the value of a variable, or a searched value',
  },
  table: { type: 'object', required: ['$by'], description: 'a value for each level' },
};
