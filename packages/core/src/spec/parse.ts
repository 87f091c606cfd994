import type { z } from 'zod';
import { SeedbedError } from '../errors.js';
import { conditionKinds } from './conditions.js';
import { checkSpec } from './check.js';
import { positionOf, problem, readSpecFiles, type SpecFile, type SpecPath } from './documents.js';
import { fieldsAt } from './json-schema.js';
import { choices } from './nearest.js';
import { type Spec, specSchema } from './schema.js';

/** A valid spec that still knows where each of its values was written. */
export interface ParsedSpec {
  readonly spec: Spec;
  /** The file that was asked for. */
  readonly path: string;
  /** An error about the value at `path` in the spec, with file, line, column and the line itself. */
  problem(path: SpecPath, code: `SB_${string}`, message: string, hint?: string): SeedbedError;
}

/**
 * Reads and validates a spec.
 * @throws SeedbedError SB_SPEC_… with file, line and column, what is wrong, and the valid choices.
 */
export function parseSpec(path: string): ParsedSpec {
  const files = readSpecFiles(path);
  const merged = [...files].reverse().reduce<unknown>((base, file) => merge(base, plain(file)), {});
  const result = specSchema.safeParse(merged);
  if (!result.success) throw invalid(files, result.error.issues);
  const parsed: ParsedSpec = {
    spec: result.data,
    path: (files[0] as SpecFile).path,
    problem: (at, code, message, hint) => problem(code, message, positionOf(files, at), hint),
  };
  checkSpec(parsed);
  return parsed;
}

function plain(file: SpecFile): unknown {
  try {
    return file.document.toJS({ maxAliasCount: 50 });
  } catch (cause) {
    throw new SeedbedError('SB_SPEC_YAML', `${file.path}: ${(cause as Error).message}`, {
      hint: 'write values out instead of using aliases',
      cause,
    });
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Mappings are merged field by field; anything else in the variant replaces the base's. */
function merge(base: unknown, variant: unknown): unknown {
  if (!isRecord(base) || !isRecord(variant)) return variant ?? base;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(variant)) merged.set(key, merge(merged.get(key), value));
  return Object.fromEntries(merged);
}

function invalid(files: readonly SpecFile[], issues: readonly z.core.$ZodIssue[]): SeedbedError {
  const problems = issues.flatMap((issue) => describe(files, issue));
  const [first, ...others] = problems as [SeedbedError, ...SeedbedError[]];
  if (others.length === 0) return first;
  const shown = others.slice(0, 4).map((other) => `also ${other.message}`);
  const more = [...shown, ...(others.length > 4 ? [`and ${others.length - 4} more`] : [])].join('\n');
  return new SeedbedError(first.code, first.message, {
    excerpt: [first.excerpt, more].join('\n'),
    ...(first.hint ? { hint: first.hint } : {}),
  });
}

function describe(files: readonly SpecFile[], issue: z.core.$ZodIssue): SeedbedError[] {
  const path = issue.path as SpecPath;
  const at = (where: SpecPath, message: string, hint?: string, what: 'key' | 'value' = 'value') =>
    problem('SB_SPEC_INVALID', message, positionOf(files, where, what), hint);
  if (issue.code === 'unrecognized_keys') {
    const known = fieldsAt(path);
    return issue.keys.map((key) => at([...path, key], `unknown field "${key}"`, choices(key, known), 'key'));
  }
  if (issue.code === 'invalid_union') {
    // The alternative that got furthest tells most about what was meant.
    const deepest = [...issue.errors].sort((a, b) => depthOf(b) - depthOf(a))[0];
    if (deepest && depthOf(deepest) > 0) {
      return deepest.flatMap((inner) =>
        describe(files, { ...inner, path: [...path, ...inner.path] } as z.core.$ZodIssue),
      );
    }
    const wanted = issue.errors.flat().map((inner) => inner.message.replace(/^Invalid input: /, ''));
    return [at(path, `${nameOf(path)}: ${[...new Set(wanted)].join('; or ')}`)];
  }
  if (path[0] === 'conditions' && issue.code === 'invalid_format') {
    return [at(path, 'unknown condition', `there are ${conditionKinds.map((kind) => kind.meaning).join('; ')}`)];
  }
  const missing = issue.code === 'invalid_type' && issue.message.includes('received undefined');
  if (missing) return [at(path.slice(0, -1), `the field "${path.join('.')}" is missing`, undefined, 'key')];
  return [at(path, `${nameOf(path)}: ${issue.message.replace(/^Invalid input: /, '')}`)];
}

const depthOf = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
const nameOf = (path: SpecPath) => (path.length > 0 ? path.join('.') : 'the spec');
