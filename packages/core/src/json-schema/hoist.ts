import type { Node } from './node.js';

/** Shorter ones are not worth a name. */
const least = 100;

/** The same schema in which what is there more than once, and is long, is a definition of its own. */
export function hoisted(schema: Node): Node {
  const seen = new Map<string, number>();
  const count = (value: unknown): void => {
    const text = JSON.stringify(value);
    if (isNode(value) && text.length >= least) {
      seen.set(text, (seen.get(text) ?? 0) + 1);
      if ((seen.get(text) as number) > 1) return;
    }
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) count(inner);
  };
  count(schema);
  const names = new Map<string, string>();
  const definitions: Record<string, unknown> = {};
  const replaced = (value: unknown): unknown => {
    const text = JSON.stringify(value);
    if (!isNode(value) || (seen.get(text) ?? 0) < 2) return inside(value);
    const known = names.get(text);
    if (known !== undefined) return { $ref: `#/definitions/${known}` };
    const name = `shared${names.size + 1}`;
    names.set(text, name);
    definitions[name] = inside(value);
    return { $ref: `#/definitions/${name}` };
  };
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]));
  };
  const rest = inside(schema) as Node;
  return { ...rest, definitions: { ...(rest['definitions'] as object), ...definitions } };
}

/** A schema by itself: a mapping of fields has schemas where these have words and lists. */
const isNode = (value: unknown): value is Node => {
  const { type, anyOf } = (value ?? {}) as Node;
  return typeof type === 'string' || Array.isArray(anyOf);
};
