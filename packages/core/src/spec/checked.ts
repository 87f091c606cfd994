import { z } from 'zod';
import type { SeedbedError } from '../errors.js';
import { choices } from './nearest.js';
import { fail, failAt, kindOf, plainOf, type Value } from './value.js';

type Issue = z.core.$ZodIssue;

/**
 * A value by its schema.
 * @param what What it is called in an error, `conv` or `claims.0`; empty for fields at the top of a spec.
 * @param plain The value without places, where parts of it were worked out before.
 * @throws SeedbedError SB_SPEC_INVALID at the first thing that is wrong: an unknown field before a missing one, since a
 * misspelt field is both.
 */
export function checked<T>(schema: z.ZodType<T>, value: Value, what: string, plain: unknown = plainOf(value)): T {
  const result = schema.safeParse(plain);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap(unfolded);
  const first = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  throw described(schema, value, what, first as Issue);
}

/** Of a union the alternative that got furthest is what was meant. */
function unfolded(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map(({ path }) => path.length));
  const furthest = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0] as Issue[];
  if (depth(furthest) === 0) return [issue];
  return furthest.flatMap((inner) => unfolded({ ...inner, path: [...issue.path, ...inner.path] } as Issue));
}

function described(schema: z.ZodType, value: Value, what: string, issue: Issue): SeedbedError {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] as string;
    const at = below(value, path);
    const place = at.kind === 'mapping' ? (at.entries.get(key)?.key ?? at.place) : at.place;
    const inside = called(what, path);
    return failAt('SB_SPEC_INVALID', place, `${inside} has no field "${key}"`, choices(key, fieldsOf(schema, path)));
  }
  const parent = below(value, path.slice(0, -1));
  const last = path.at(-1);
  if (last !== undefined && parent.kind === 'mapping' && !parent.entries.has(last)) {
    const owner = called(what, path.slice(0, -1));
    return fail('SB_SPEC_INVALID', parent, `${owner} needs "${last}": ${expected(issue)}`);
  }
  const given = below(value, path);
  return fail('SB_SPEC_INVALID', given, `${called(what, path)} cannot be ${kindOf(given)}: ${expected(issue)} is expected`); // prettier-ignore
}

const called = (what: string, path: readonly string[]) => [what, ...path].filter((step) => step !== '').join('.');

/** What a type that says no words of its own takes, as YAML calls it. */
const yamlWords: Readonly<Record<string, string>> = { object: 'a mapping', record: 'a mapping', array: 'a list', string: 'text', boolean: 'true or false' }; // prettier-ignore

function expected({ message }: Issue): string {
  const [, type] = /^Invalid input: expected (\w+)(?:, received |$)/.exec(message) ?? [];
  if (type === undefined) return message;
  return yamlWords[type] ?? `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

/** The deepest part of a path that is there; a main option has the place of its component. */
function below(value: Value, path: readonly string[]): Value {
  let here = value;
  for (const key of path) {
    const next = here.kind === 'mapping' ? here.entries.get(key)?.value : here.kind === 'list' ? here.items[Number(key)] : undefined; // prettier-ignore
    if (!next) return here;
    here = next;
  }
  return here;
}

/** The fields of the object at a path of a schema; empty where anything goes. */
function fieldsOf(schema: z.ZodType, path: readonly string[]): string[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  let nodes: JsonSchema[] = [json as JsonSchema];
  for (const key of path) nodes = nodes.flatMap(alternatives).flatMap((node) => childrenOf(node, key));
  return [...new Set(nodes.flatMap(alternatives).flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

const alternatives = (node: JsonSchema): JsonSchema[] => [
  node,
  ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(alternatives),
];

function childrenOf({ properties, additionalProperties, items }: JsonSchema, key: string): JsonSchema[] {
  if (properties && Object.hasOwn(properties, key)) return [properties[key] as JsonSchema];
  if (typeof additionalProperties === 'object') return [additionalProperties];
  return items ? [items] : [];
}
