import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';

/** What of core decides a run's numbers: the streams, the draw, the reader of pixels, the digests, what layers are. */
export const decidingCore =
  /^(seeds|digest)\/|^manifest\/loss-chain\.js$|^dataset\/(draw|packed-(reader|pixels|format))\.js$|^spec\/model-schema\.js$/;

/** All of the engine but its test kit. */
const decidingEngine = /^(?!testing\/)/;

/** A module by its path, with slashes on every system. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/**
 * SHA-256 of what modules say: of their syntax trees, ordered by path. Comments, spacing and line ends are no part of
 * these, everything that can run is.
 */
export function digestOfSources(sources: readonly Source[]): string {
  const hash = createHash('sha256');
  const ordered = [...sources].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, text } of ordered) hash.update(`${path}\0${syntaxOf(text)}\0`);
  return hash.digest('hex');
}

function syntaxOf(text: string): string {
  const tree = parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
  // A literal is told by its spelling: JSON has no big integers and no regular expressions.
  return JSON.stringify(tree, function (this: { type?: string }, key, value: unknown) {
    const place = key === 'start' || key === 'end';
    return place || (key === 'value' && this.type === 'Literal') ? undefined : value;
  });
}

/** The digest of all compiled sources that decide numbers, as they are installed here. */
export function engineDigest(): string {
  return digestOfSources([...compiled('@seedbed/engine', decidingEngine), ...compiled('@seedbed/core', decidingCore)]);
}

function compiled(name: string, deciding: RegExp): Source[] {
  const folder = dirname(fileURLToPath(import.meta.resolve(name)));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => ({ file, path: file.replaceAll('\\', '/') }))
    .filter(({ path }) => path.endsWith('.js') && deciding.test(path))
    .map(({ file, path }) => ({ path: `${name}/${path}`, text: readFileSync(join(folder, file), 'utf8') }));
}
