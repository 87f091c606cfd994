import { isNode } from 'yaml';
import { type ErrorCode, SeedbedError } from '../errors.js';
import type { SpecFile } from './spec-file.js';

export interface Position {
  readonly file: SpecFile;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** Where the value of a field of the file's top was written. */
export function positionOf(file: SpecFile, key: string): Position {
  const node = file.document.get(key, true);
  const { line, col } = file.lines.linePos((isNode(node) ? node.range?.[0] : undefined) ?? 0);
  return { file, line, column: col };
}

const widest = 160;

/** An error that shows the offending line, or the part of it that matters, with a caret under it. */
export function problem(code: ErrorCode, message: string, position: Position, hint?: string): SeedbedError {
  const { file, line, column } = position;
  const text = (file.text.split(/\r?\n/)[line - 1] ?? '').replace(/\p{Cc}/gu, ' ');
  const from = column > widest ? column - widest / 2 : 0;
  const gutter = `${line} | ${from > 0 ? '…' : ''}`;
  const shown = text.slice(from, from + widest);
  const excerpt = `${gutter}${shown}\n${' '.repeat(gutter.length + column - 1 - from)}^`;
  const said = (message.length > 500 ? `${message.slice(0, 500)}…` : message).replace(/\p{Cc}+/gu, ' ');
  return new SeedbedError(code, `${file.path}:${line}:${column}: ${said}`, { excerpt, ...(hint ? { hint } : {}) });
}
