import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { SeedbedError } from '../errors.js';
import type { SpecFile } from './documents.js';
import { replacesWhole } from './tables.js';

export type SpecPath = readonly (string | number)[];

export interface Position {
  readonly file: SpecFile;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** Something written in a file: a value, and the key before it if it has one. */
interface Written {
  readonly file: SpecFile;
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/**
 * Where the value at `path` was written, as specs are merged: the first file that has it, but nothing behind a value
 * that replaces its base's. The deepest part of the path that exists, else the top of the first file.
 */
export function positionOf(files: readonly SpecFile[], path: SpecPath, what: 'key' | 'value' = 'value'): Position {
  let here = files.map((file): Written => written(file, undefined, file.document.contents));
  let found: Position | undefined;
  for (const [depth, step] of path.entries()) {
    const parents = effective(here);
    const shown = replacesWhole(path.slice(0, depth)) ? parents.slice(0, 1) : parents;
    here = shown.flatMap((parent) => childOf(parent, step) ?? []);
    const [first] = effective(here).length > 0 ? effective(here) : here;
    if (!first) break;
    const node =
      depth === path.length - 1 && what === 'value' ? (first.value ?? first.key) : (first.key ?? first.value);
    const { line, col } = first.file.lines.linePos(node?.range?.[0] ?? 0);
    found = { file: first.file, line, column: col };
  }
  return found ?? { file: files[0] as SpecFile, line: 1, column: 1 };
}

function written(file: SpecFile, key: unknown, value: unknown): Written {
  const node = isAlias(value) ? value.resolve(file.document as Document.Parsed) : value;
  return { file, key: isNode(key) ? key : undefined, value: isNode(node) ? node : undefined };
}

/** Mappings are merged, anything else hides what comes after it, nothing hides nothing. */
function effective(candidates: readonly Written[]): Written[] {
  const there = candidates.filter(({ value }) => value && !(isScalar(value) && value.value === null));
  const other = there.findIndex(({ value }) => !isMap(value));
  return other < 0 ? there : there.slice(0, Math.max(1, other));
}

function childOf({ file, value }: Written, step: string | number): Written | undefined {
  if (isSeq(value)) {
    const item = value.items[Number(step)];
    return item === undefined ? undefined : written(file, undefined, item);
  }
  if (!isMap(value)) return undefined;
  const pair = value.items.find((item: Pair) => isScalar(item.key) && String(item.key.value) === String(step));
  return pair && written(file, pair.key, pair.value);
}

const widest = 160;

/** An error that shows the offending line, or the part of it that matters, with a caret under it. */
export function problem(code: `SB_${string}`, message: string, position: Position, hint?: string): SeedbedError {
  const { file, line, column } = position;
  const text = (file.text.split(/\r?\n/)[line - 1] ?? '').replace(/\p{Cc}/gu, ' ');
  const from = column > widest ? column - widest / 2 : 0;
  const gutter = `${line} | ${from > 0 ? '…' : ''}`;
  const shown = text.slice(from, from + widest);
  const excerpt = `${gutter}${shown}\n${' '.repeat(gutter.length + column - 1 - from)}^`;
  const said = (message.length > 500 ? `${message.slice(0, 500)}…` : message).replace(/\p{Cc}+/gu, ' ');
  return new SeedbedError(code, `${file.path}:${line}:${column}: ${said}`, { excerpt, ...(hint ? { hint } : {}) });
}
