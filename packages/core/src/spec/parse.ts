import { isAlias, visit } from 'yaml';
import type { SeedbedError } from '../errors.js';
import { checkSpec } from './check.js';
import { readSpecFiles, type SpecFile } from './documents.js';
import { invalid } from './issues.js';
import { positionOf, problem, type SpecPath } from './position.js';
import { type Spec, specSchema } from './schema.js';
import { replacesWhole } from './tables.js';

/** A valid spec that still knows where each of its values was written. */
export interface ParsedSpec {
  readonly spec: Spec;
  /** The file that was asked for. */
  readonly path: string;
  /** What it says itself. */
  readonly text: string;
  /** It, and those that it extends, in this order. */
  readonly files: readonly string[];
  /** An error about the value at `path` in the spec, with file, line, column and the line itself. */
  problem(path: SpecPath, code: `SB_${string}`, message: string, hint?: string, what?: 'key' | 'value'): SeedbedError;
}

/**
 * Reads and validates a spec.
 * @throws SeedbedError SB_SPEC_… with file, line and column, what is wrong, and the valid choices.
 */
export function parseSpec(path: string): ParsedSpec {
  const files = readSpecFiles(path);
  const merged = files.map(plain).reduceRight((base, variant) => merge(base, variant), {});
  const result = specSchema.safeParse(merged, { reportInput: true });
  if (!result.success) throw invalid(files, result.error.issues);
  const parsed: ParsedSpec = {
    spec: result.data,
    path: (files[0] as SpecFile).path,
    text: (files[0] as SpecFile).text,
    files: files.map((file) => file.path),
    problem: (at, code, message, hint, what) => problem(code, message, positionOf(files, at, what), hint),
  };
  checkSpec(parsed);
  return parsed;
}

/** The values of a file. @throws SeedbedError for aliases that explode and values that no JSON can hold. */
function plain(file: SpecFile): unknown {
  let value: unknown;
  try {
    value = file.document.toJS({ maxAliasCount: 50 });
  } catch (cause) {
    throw problem(
      'SB_SPEC_YAML',
      (cause as Error).message,
      firstAlias(file),
      'write values out instead of using aliases',
    );
  }
  const unfit = unfitIn(value, []);
  if (!unfit) return value;
  const [at, message] = unfit;
  throw problem('SB_SPEC_INVALID', message, positionOf([file], at));
}

/** Values that YAML can write but that have no place in canonical JSON, with their path. */
function unfitIn(value: unknown, path: SpecPath): [SpecPath, string] | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return [path, `${value} is not a finite number`];
  if (typeof value !== 'object' || value === null) return undefined;
  if (path.length > 100) return [path.slice(0, 1), 'a value that contains itself'];
  for (const [key, child] of Object.entries(value)) {
    if (key === '__proto__') return [[...path, key], `unknown field "${key}"`];
    const unfit = unfitIn(child, [...path, key]);
    if (unfit) return unfit;
  }
  return undefined;
}

function firstAlias(file: SpecFile) {
  let offset = 0;
  visit(file.document, (_, node) => {
    if (!isAlias(node)) return undefined;
    offset = node.range?.[0] ?? 0;
    return visit.BREAK;
  });
  const { line, col } = file.lines.linePos(offset);
  return { file, line, column: col };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Mappings are merged field by field; tables, and all else, replace what the base has. */
function merge(base: unknown, variant: unknown, path: SpecPath = []): unknown {
  if (!isRecord(base) || !isRecord(variant)) return variant ?? base;
  if (replacesWhole(path)) return variant;
  const merged = new Map(Object.entries(base));
  if (path.join() === 'dataset' && isOther(base, variant)) merged.delete('options');
  for (const [key, value] of Object.entries(variant)) merged.set(key, merge(merged.get(key), value, [...path, key]));
  return Object.fromEntries(merged);
}

/** Options are those of one plugin: another one has its own. */
const isOther = (base: Record<string, unknown>, variant: Record<string, unknown>) =>
  (variant['plugin'] ?? base['plugin']) !== base['plugin'];
