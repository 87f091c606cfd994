import type { z } from 'zod';
import type { SeedbedError } from '../errors.js';
import { conditionExamples, conditionKinds } from './conditions.js';
import type { SpecFile } from './documents.js';
import { fieldsAt } from './json-schema.js';
import { choices, nearest } from './nearest.js';
import { positionOf, problem, type SpecPath } from './position.js';
import { together } from './several.js';

type Issue = z.core.$ZodIssue;

/** A misspelt field is also a missing one: that it is unknown tells more. */
const rank = ({ code, input }: Issue) => (code === 'unrecognized_keys' ? 0 : input === undefined ? 2 : 1);

/** What the schema found wrong. */
export function invalid(files: readonly SpecFile[], issues: readonly Issue[]): SeedbedError {
  const flat = issues.flatMap(unfold).sort((a, b) => rank(a) - rank(b));
  return together(flat.map((issue) => describe(files, issue)));
}

/** One issue a mistake: unknown fields one by one, and of a union the alternative that was most likely meant. */
function unfold(issue: Issue): Issue[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ ...issue, keys: [key] }));
  if (issue.code !== 'invalid_union') return [issue];
  const deepest = [...issue.errors].sort((a, b) => depthOf(b) - depthOf(a))[0];
  if (!deepest || depthOf(deepest) === 0) return [issue];
  return deepest.flatMap((inner) => unfold({ ...inner, path: [...issue.path, ...inner.path] } as Issue));
}

/** An alternative that got further tells more about what was meant. */
const depthOf = (issues: readonly Issue[]) =>
  Math.max(0, ...issues.map(({ path, code }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)));

function describe(files: readonly SpecFile[], issue: Issue): SeedbedError {
  const path = issue.path as SpecPath;
  const name = path.length > 0 ? path.join('.') : 'the spec';
  const at = (message: string, hint?: string) => problem('SB_SPEC_INVALID', message, positionOf(files, path), hint);
  const atKey = (message: string, key: SpecPath, hint?: string) =>
    problem('SB_SPEC_INVALID', message, positionOf(files, key, 'key'), hint);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] as string;
    return atKey(`unknown field "${key}"`, [...path, key], choices(key, fieldsAt(path)));
  }
  if (issue.code === 'invalid_key') return atKey(`${name} stands where ${issue.issues[0]?.message} is expected`, path);
  const given = givenTo(issue);
  if (given === undefined) return atKey(`the field "${name}" is missing`, path);
  if (path[0] === 'conditions' && issue.code === 'invalid_format') return at(...unknownCondition(String(given)));
  const allowed = allowedBy(issue);
  if (allowed) return at(`${name} cannot be ${JSON.stringify(given)}`, choices(String(given), allowed));
  if (issue.code === 'invalid_union') {
    const wanted = issue.errors.flat().map((inner) => plainly(inner.message));
    return at(`${name}: ${[...new Set(wanted)].join('; or ')}`);
  }
  return at(`${name}: ${plainly(issue.message)}`, inQuotes(issue));
}

/** Where words are expected, YAML may have made a number of them, or a boolean. */
const inQuotes = (issue: Issue): string | undefined =>
  issue.code === 'invalid_type' && issue.expected === 'string' && typeof issue.input !== 'object'
    ? 'words that YAML takes for something else, such as 007, 1.10 or true, are written in quotes'
    : undefined;

const plainly = (message: string) => message.replace(/^Invalid input: /, '');

/** The values that a field can have, where they can be counted. */
function allowedBy(issue: Issue): string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union' && 'options' in issue) return (issue.options as unknown[]).map(String);
  return undefined;
}

/** What was given; for a discriminated union the issue carries the whole object. */
function givenTo(issue: Issue): unknown {
  if (issue.code !== 'invalid_union' || !('discriminator' in issue)) return issue.input;
  return (issue.input as Record<string, unknown>)[String(issue.path.at(-1))];
}

function unknownCondition(name: string): [message: string, hint: string] {
  const near = nearest(name, conditionExamples);
  const all = `there are ${conditionKinds.map((kind) => kind.meaning).join('; ')}`;
  return [`unknown condition "${name}"`, near === undefined ? all : `did you mean "${near}"? ${all}`];
}
