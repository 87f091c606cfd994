import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import { SeedbedError } from '../errors.js';

export type SpecPath = readonly (string | number)[];

/** A YAML file with what is needed to point into it. */
export interface SpecFile {
  readonly path: string;
  readonly text: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

export interface Position {
  readonly file: SpecFile;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** Far above any real spec; keeps a hostile file from filling the memory. */
const mostBytes = 1_000_000;

/**
 * Reads a spec and the specs that it extends, the given one first.
 * @throws SeedbedError SB_SPEC_NOT_FOUND, SB_SPEC_YAML with line and column, SB_SPEC_EXTENDS for a circle.
 */
export function readSpecFiles(path: string): SpecFile[] {
  const files: SpecFile[] = [];
  for (let next: string | undefined = resolve(path); next !== undefined;) {
    const current: string = next;
    if (files.some((file) => file.path === current)) {
      throw new SeedbedError('SB_SPEC_EXTENDS', `${current} extends itself`, {
        hint: `the circle is ${files.map((file) => file.path).join(' -> ')}`,
      });
    }
    const file = readSpecFile(current, files[files.length - 1]);
    files.push(file);
    const base = isMap(file.document.contents) ? file.document.get('extends') : undefined;
    next = typeof base === 'string' ? resolve(dirname(current), base) : undefined;
  }
  return files;
}

function readSpecFile(path: string, extendedBy: SpecFile | undefined): SpecFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const by = extendedBy ? `, which ${extendedBy.path} extends,` : '';
    throw new SeedbedError('SB_SPEC_NOT_FOUND', `the spec ${path}${by} cannot be read`, {
      hint: 'give the path of an experiment.yaml, or the name of a folder in experiments/',
      cause,
    });
  }
  if (text.length > mostBytes) throw new SeedbedError('SB_SPEC_YAML', `${path} is larger than ${mostBytes} characters`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const file = { path, text, document, lines };
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw problem('SB_SPEC_YAML', `not YAML: ${error.message}`, { file, line, column: col });
  }
  return file;
}

/** Where a value stands, in the first file that has it; the deepest part of the path that exists, else the top. */
export function positionOf(files: readonly SpecFile[], path: SpecPath, what: 'key' | 'value' = 'value'): Position {
  for (let length = path.length; length > 0; length--) {
    for (const file of files) {
      const offset = offsetOf(file.document, path.slice(0, length), length < path.length ? 'key' : what);
      if (offset === undefined) continue;
      const { line, col } = file.lines.linePos(offset);
      return { file, line, column: col };
    }
  }
  return { file: files[0] as SpecFile, line: 1, column: 1 };
}

function offsetOf(document: Document, path: SpecPath, what: 'key' | 'value'): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  const last = path[path.length - 1];
  if (isMap(parent)) {
    const pair = parent.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(last),
    );
    const node = what === 'key' || !isNode(pair?.value) ? pair?.key : pair?.value;
    return isNode(node) ? node.range?.[0] : undefined;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

/** An error that shows the offending line with a caret under it. */
export function problem(code: `SB_${string}`, message: string, position: Position, hint?: string): SeedbedError {
  const { file, line, column } = position;
  const text = file.text.split(/\r?\n/)[line - 1] ?? '';
  const gutter = `${line} | `;
  const shown = text.replace(/\t/g, ' ').slice(0, 200);
  const excerpt = `${gutter}${shown}\n${' '.repeat(gutter.length + Math.min(column - 1, 200))}^`;
  return new SeedbedError(code, `${file.path}:${line}:${column}: ${message}`, { excerpt, ...(hint ? { hint } : {}) });
}
