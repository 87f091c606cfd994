import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { isMap, Lexer, LineCounter, parseDocument, Parser } from 'yaml';
import { SeedbedError } from '../errors.js';
import { cannotRead, isAbsent } from '../fs/system-errors.js';
import { choices } from './nearest.js';
import { positionOf, problem } from './position.js';
import type { SpecFile } from './spec-file.js';

/** Far above any real spec; keeps a hostile file from taking minutes. */
const mostCharacters = 100_000;
/** The same for nesting: the YAML library and all that walks over values recurse. */
const deepest = 100;

/**
 * Reads a spec and the specs that it extends, the given one first.
 * @throws SeedbedError SB_SPEC_NOT_FOUND, SB_SPEC_YAML with line and column, SB_SPEC_EXTENDS for a circle.
 */
export function readSpecFiles(path: string): SpecFile[] {
  const files: SpecFile[] = [];
  for (let next: string | undefined = resolve(path); next !== undefined;) {
    const current: string = next;
    const by = files.at(-1);
    if (files.some((file) => file.path === current)) {
      const circle = [...files.map((file) => file.path), current].join(' -> ');
      throw problem(
        'SB_SPEC_EXTENDS',
        'this spec extends itself',
        extendsOf(by as SpecFile),
        `the circle is ${circle}`,
      );
    }
    const file = readSpecFile(current, by);
    files.push(file);
    const base = baseOf(file);
    next = base === undefined ? undefined : resolve(dirname(current), base);
  }
  return files;
}

/** What a file says that it extends. @throws SeedbedError SB_SPEC_EXTENDS where that is no path. */
function baseOf(file: SpecFile): string | undefined {
  const { document } = file;
  if (!isMap(document.contents) || !document.has('extends')) return undefined;
  const base: unknown = document.get('extends');
  if (typeof base === 'string') return base;
  throw problem('SB_SPEC_EXTENDS', 'extends is no path of a file', extendsOf(file), 'write extends: ../other/experiment.yaml'); // prettier-ignore
}

const extendsOf = (file: SpecFile) => positionOf(file, 'extends');

function readSpecFile(path: string, by: SpecFile | undefined): SpecFile {
  const text = readText(path, by);
  const lines = new LineCounter();
  // Keys are names, however they look: 5 and "5" are the same key.
  const options = { lineCounter: lines, prettyErrors: false, stringKeys: true, logLevel: 'error' } as const;
  const tooDeep = nestedTooDeep(text);
  const document = parseDocument(tooDeep === undefined ? text : '', options);
  const file = { path, text, document, lines };
  const failed = (message: string, offset: number) => {
    const before = text.slice(0, offset).split('\n');
    const position = { file, line: before.length, column: (before.at(-1) as string).length + 1 };
    return problem('SB_SPEC_YAML', `not YAML that can be read: ${message}`, position, bracesHint(text, offset));
  };
  if (tooDeep !== undefined) throw failed(`more than ${deepest} levels deep`, tooDeep);
  const [error] = document.errors;
  if (error) throw failed(error.message, error.pos[0]);
  return file;
}

/** A name with braces inside of braces or brackets: "S{depth}T". */
function bracesHint(text: string, offset: number): string | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n')[0] as string;
  // Bounded: without, a long line takes a time that grows with its square.
  const name = /[\w)(-]{0,60}\{\w{1,60}\}[\w)(-]{0,60}/.exec(line)?.[0];
  return name === undefined ? undefined : `between { } or [ ] a name with braces wants quotes: "${name}"`;
}

/** Whether there is a file that could be read. */
export const specExists = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

function readText(path: string, by: SpecFile | undefined): string {
  let text: string | undefined;
  let cause: unknown;
  try {
    const status = statSync(path);
    if (status.size > 4 * mostCharacters) text = ' '.repeat(mostCharacters + 1);
    else if (status.isFile()) text = readFileSync(path, 'utf8');
  } catch (error) {
    cause = error;
  }
  if (text === undefined) {
    if (cause !== undefined && !isAbsent(cause) && (cause as NodeJS.ErrnoException).syscall)
      throw cannotRead(path, cause);
    const message = `there is no spec at ${path} that can be read`;
    if (by) throw problem('SB_SPEC_NOT_FOUND', message, extendsOf(by), lookAround(path));
    throw new SeedbedError('SB_SPEC_NOT_FOUND', message, { hint: lookAround(path), cause });
  }
  if (text.length <= mostCharacters) return text;
  const hint = 'an experiment.yaml has a few hundred lines at most: is this the right file?';
  throw new SeedbedError('SB_SPEC_YAML', `${path}: more than ${mostCharacters} characters`, { hint });
}

/** What lies where the spec should be, from the deepest folder on the way that exists. */
function lookAround(path: string): string {
  const folder = dirname(path);
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const likely = entries.filter((entry) => entry.isDirectory() || /\.ya?ml$/.test(entry.name));
    const names = likely.map((entry) => entry.name).filter((name) => !name.startsWith('.'));
    return `in ${folder}: ${choices(basename(path), names)}`;
  } catch {
    return folder === path ? 'give the path of an experiment.yaml' : lookAround(folder);
  }
}

/** Offset at which a text gets deeper than allowed; found by the parser, which does not recurse. */
function nestedTooDeep(text: string): number | undefined {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) void token;
    if (parser.stack.length > deepest) return parser.offset;
  }
  return undefined;
}
