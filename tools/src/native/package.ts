import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NativeProblem } from './problems';

/** The installed @tensorflow/tfjs-node: JavaScript and the binding's sources; its own install script never ran. */
export interface TfjsNode {
  readonly name: string;
  readonly folder: string;
  readonly version: string;
  /** C++ files to compile, absolute. */
  readonly sources: readonly string[];
  /** Digest of everything the compiled binding depends on in this package. */
  readonly digest: string;
}

/** The package.json from whose place the engine resolves tfjs-node. */
export const enginePackage = (workspace: string): string => join(workspace, 'packages', 'engine', 'package.json');

/** The packages that load TensorFlow: on the processor, and on a GPU. */
export const tfjsPackages = { cpu: '@tensorflow/tfjs-node', gpu: '@tensorflow/tfjs-node-gpu' } as const;

/** Finds tfjs-node as the engine finds it. Throws `SB_NATIVE_PACKAGE` where npm left the optional dependency out. */
export function findTfjsNode(workspace: string, name: string = tfjsPackages.cpu): TfjsNode {
  let manifest: string;
  try {
    manifest = createRequire(enginePackage(workspace)).resolve(`${name}/package.json`);
  } catch {
    throw new NativeProblem('SB_NATIVE_PACKAGE', `${name} is not installed`, 'run `npm ci --include=optional`');
  }
  const folder = dirname(manifest);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const sources = sourcesIn(readFileSync(join(folder, 'binding.gyp'), 'utf8')).map((source) => join(folder, source));
  return { name, folder, version, sources, digest: digestOf(join(folder, 'binding')) };
}

/** The `sources` list of a binding.gyp (a Python literal with comments, of which this is the only part we need). */
export function sourcesIn(gyp: string): string[] {
  const list = /'sources'\s*:\s*\[([^\]]*)\]/.exec(gyp)?.[1] ?? '';
  return [...list.matchAll(/'([^']+)'/g)].map((match) => match[1] as string);
}

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
