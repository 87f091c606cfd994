import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '@seedbed/core';
import { parse } from 'acorn';
import { computingFiles, type SourceFile } from './computing-packages.js';
import { rememberedDigest } from './remembered-digest.js';

/** What of core decides a run's numbers: streams, draws, the reader of examples, digests, defaults of components, layers and their shapes, order of parts, metrics. */
export const decidingCore =
  /^(components|digest|seeds)\/|^estimates\/frozen-passes\.js$|^manifest\/loss-chain\.js$|^dataset\/(dataset|draw|draw-groups|drawn|amounts|classes|contract|network-data|relabel|packed-(reader|inputs|format))\.js$|^plan\/(components-of|data-set|evaluations|learned-classes|run-config|teacher)\.js$|^spec\/parts\.js$|^metrics\/(classification|recorded|regression)\.js$/;

/** What of the engine only some backends load. */
const ofBackends: Readonly<Record<string, RegExp>> = {
  tensorflow: /^((backends|kernels)\/tensorflow|backends\/instruction-set|graph\/(compile|recorder|saved-model))\.js$/,
  'tensorflow-gpu':
    /^(backends\/(tensorflow-gpu|nvidia)|kernels\/(tensorflow|portable)|graph\/(compile|recorder|saved-model))\.js$/,
  webgpu: /^(backends\/(webgpu|device-loss|refuse-atomics)|kernels\/(webgpu|composed|portable))\.js$/,
  wasm: /^((backends|kernels)\/wasm|kernels\/(composed|portable))\.js$/,
  cpu: /^(backends\/cpu|kernels\/portable)\.js$/,
};

/** All of the engine but its test kit, the choice of a backend, and what only other backends load. */
export function decidesIn(backend: string): (path: string) => boolean {
  return (path) => {
    const owners = Object.keys(ofBackends).filter((name) => ofBackends[name]!.test(path));
    return (
      !/^(testing|probe)\/|^backends\/(choose|contract|registry)\.js$/.test(path) &&
      (owners.length === 0 || owners.includes(backend))
    );
  };
}

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
  // A literal is known by its spelling: JSON has no big integers and no regular expressions.
  return JSON.stringify(tree, function (this: { type?: string }, key, value: unknown) {
    const place = key === 'start' || key === 'end';
    return place || (key === 'value' && this.type === 'Literal') ? undefined : value;
  });
}

/**
 * The digest of all that decides a backend's numbers, as it is installed here: of Seedbed's sources and of other packages.
 * To find, parse and read them takes more than a second: it is remembered while no file changes.
 */
export function engineDigest(backend: string): string {
  const own = ownFiles(backend);
  return rememberedDigest(backend, own, () => {
    const others = computingFiles(backend);
    const ofOwn = digestOfSources(own.map(({ path, file }) => ({ path, text: readFileSync(file, 'utf8') })));
    return { digest: sha256(`${ofOwn} ${digestOfFiles(others)}`), files: others.map(({ file }) => file) };
  });
}

/** The same without a parser, for what was read a moment ago: equal bytes, comments too. */
export const engineBytes = (backend: string): string =>
  digestOfFiles([...ownFiles(backend), ...computingFiles(backend)]);

function digestOfFiles(files: readonly SourceFile[]): string {
  // Equal copies of a package, wherever they are installed, are one.
  const lines = new Set(files.map(({ path, file }) => `${path}\0${sha256(readFileSync(file))}`));
  return sha256([...lines].sort().join('\0'));
}

const ownFiles = (backend: string): SourceFile[] => [
  ...compiled('@seedbed/engine', decidesIn(backend)),
  ...compiled('@seedbed/core', (path) => decidingCore.test(path)),
];

function compiled(name: string, decides: (path: string) => boolean): SourceFile[] {
  const folder = dirname(fileURLToPath(import.meta.resolve(name)));
  return compiledIn(folder)
    .filter(decides)
    .map((path) => ({ path: `${name}/${path}`, file: join(folder, path) }));
}

/**
 * The modules of a package that were compiled into `folder`, with slashes on every system. In a clone an older build may
 * have left modules there whose source is gone: nothing loads them, and they are none.
 */
export function compiledIn(folder: string): string[] {
  const sources = join(folder, '..', 'src');
  const isClone = existsSync(sources);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.js') && (!isClone || existsSync(join(sources, path.replace(/\.js$/, '.ts')))));
}
