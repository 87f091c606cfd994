import type { FileBytes } from '../files/file-bytes.js';
import { quoted, tableFault } from '../errors.js';
import { named } from '../names.js';
import { type Batch, batchCells, type Cell, type TableReader } from './cell.js';
import { textPieces } from './text.js';

type Fields = Readonly<Record<string, Cell>>;

interface Line {
  readonly fields: Fields;
  readonly line: number;
}

/** Characters; nothing that is a row is longer. */
const longestLine = 64 * 1024 * 1024;

/**
 * Opens a table of JSON lines: an object a line, each with the names of the first one. A name that a line lacks is missing
 * there.
 * @throws SeedbedError SB_DATA_TABLE for a line that is no object, or has another name: with its line.
 */
export async function openJsonLines(file: FileBytes): Promise<TableReader> {
  const first = await firstLine(file);
  if (!first) throw tableFault(file.where, 'is empty', 'An object a line is expected: {"width": 3, "kind": "oak"}.');
  const columns = Object.keys(first.fields);
  const known = new Set(columns);
  return {
    where: file.where,
    columns,
    async *batches() {
      let lines: Line[] = [];
      for await (const line of linesOf(file)) {
        for (const name of Object.keys(line.fields))
          if (!known.has(name)) throw unknown(file, line.line, name, first.line);
        lines.push(line);
        if (lines.length * columns.length < batchCells) continue;
        yield batchOf(lines);
        lines = [];
      }
      if (lines.length > 0) yield batchOf(lines);
    },
  };
}

async function firstLine(file: FileBytes): Promise<Line | undefined> {
  for await (const line of linesOf(file)) return line;
  return undefined;
}

const batchOf = (lines: readonly Line[]): Batch => ({
  rows: lines.length,
  // Not what every object inherits.
  column: (name) => lines.map(({ fields }) => (Object.hasOwn(fields, name) ? fields[name] : undefined)),
  place: (row) => `line ${lines[row]!.line}`,
});

async function* linesOf(file: FileBytes): AsyncGenerator<Line, void, undefined> {
  // Put together once at its end: a long line comes in thousands of pieces.
  let rest: string[] = [];
  let length = 0;
  let number = 0;
  for await (const piece of textPieces(file)) {
    const texts = piece.split('\n');
    const open = texts.pop()!;
    for (const text of texts) {
      number += 1;
      const line = lineOf(file, number, rest.join('') + text);
      [rest, length] = [[], 0];
      if (line) yield line;
    }
    rest.push(open);
    if ((length += open.length) > longestLine) throw noObject(file, number + 1, 'is longer than 64 MiB');
  }
  const last = lineOf(file, number + 1, rest.join(''));
  if (last) yield last;
}

function lineOf(file: FileBytes, line: number, text: string): Line | undefined {
  if (text.trim() === '') return undefined;
  if (line === 1 && text.trimStart().startsWith('[')) {
    throw noObject(file, line, 'begins a list', 'Write an object a line, without a list around them: pandas.DataFrame(rows).to_json(path, orient="records", lines=True).'); // prettier-ignore
  }
  const fields = parsed(file, line, text);
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw noObject(file, line, 'is no object');
  return { fields: composed(fields as Fields), line };
}

function parsed(file: FileBytes, line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const words = /\b(NaN|-?Infinity|None|True|False)\b/.exec(text)?.[0];
    throw noObject(file, line, words === undefined ? 'is no JSON' : `is no JSON: ${words} is none`);
  }
}

const composed = (fields: Fields): Fields =>
  Object.keys(fields).every((name) => name === named(name))
    ? fields
    : Object.fromEntries(Object.entries(fields).map(([name, cell]) => [named(name), cell]));

const noObject = (file: FileBytes, line: number, what: string, hint?: string) =>
  tableFault(`${file.where}: line ${line}`, what, hint ?? 'Each line is to be one object: {"width": 3, "kind": "oak"}; what is missing is null.'); // prettier-ignore

const unknown = (file: FileBytes, line: number, name: string, first: number) =>
  tableFault(
    `${file.where}: line ${line}`,
    `has ${quoted(name)}, which line ${first} lacks`,
    'Give every line the same names; what is missing is null.',
  );
