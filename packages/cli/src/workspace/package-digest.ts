import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { digestOf, sha256 } from '@seedbed/core';

/** What Node loads of a package; its tests, declarations and data are no part of what it does. */
const loaded = /\.(js|mjs|cjs|json|wasm|node)$/;
const beside = /(^|\/)(node_modules|sample)\/|\.(spec|test)\.[a-z]+$|tsconfig[^/]*\.json$/;
/**
 * Whatever of these decides a result has a number of its own: the format of a packed file is in the file's name, the
 * engine's numerics in the run id.
 */
const ofSeedbed = ['@seedbed/core', '@seedbed/engine'];

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Every file of a package that Node could load, with its content's digest. */
function sourcesOf(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => ({ file, path: file.split(sep).join('/') }))
    .filter(({ path }) => loaded.test(path) && !beside.test(path))
    .map(({ file, path }): [string, string] => [path, sha256(readFileSync(join(folder, file)))])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Where Node finds a package from a folder: in the nearest `node_modules` that has it. */
function installedFrom(name: string, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (dirname(at) === at) return undefined;
  }
}

/**
 * SHA-256 of everything that a package's answers come from: its own sources, and its dependencies, and theirs. Those that
 * were installed count by name and version, those that are linked (a workspace) by their sources.
 * @param folder the package's own: the one with its package.json.
 */
export function digestOfPackage(folder: string): string {
  const seen = new Map<string, unknown>();
  const visit = (at: string, own: boolean) => {
    if (seen.has(at)) return;
    const { name, version, dependencies = {} } = manifestOf(at);
    const isOwn = ofSeedbed.includes(name ?? '');
    const linked = own || !at.split(sep).includes('node_modules');
    seen.set(at, { name, version, ...(linked && !isOwn && { sources: sourcesOf(at) }) });
    if (isOwn) return;
    for (const each of Object.keys(dependencies)) {
      const dependency = installedFrom(each, at);
      if (dependency !== undefined) visit(dependency, false);
    }
  };
  visit(realpathSync(folder), true);
  return digestOf([...seen.values()].map((each) => digestOf(each)).sort());
}
