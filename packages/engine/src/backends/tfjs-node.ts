import { createRequire } from 'node:module';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import util from 'node:util';
import type { NodeBackend } from '../graph/node-backend.js';

const require = createRequire(import.meta.url);

/** The two packages that bind TensorFlow's library: for processors, and for cards of NVIDIA. */
export const nodePackages = ['@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu'] as const;
export type NodePackage = (typeof nodePackages)[number];

/** Why a package cannot be loaded; null when it can. @param provision the command that builds its binding. */
export function lackingPackage(name: NodePackage, provision: string): string | null {
  const folder = folderOf(name);
  if (!folder) return `the optional package ${name} is not installed: run "npm ci"`;
  if (existsSync(join(folder, 'lib', 'napi-v8', 'tfjs_binding.node'))) return null;
  return `TensorFlow is not provisioned: run "${provision}"`;
}

/** Where a package is installed; null where it is not. */
export function folderOf(name: NodePackage): string | null {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}

/** The files that say which library a package binds: its own description, the binding, and the library. */
export function identifyingFiles(name: NodePackage): string[] {
  const folder = folderOf(name);
  if (!folder) return [];
  const libraries = join(folder, 'deps', 'lib');
  const found = existsSync(libraries) ? readdirSync(libraries).sort() : [];
  return [
    join(folder, 'package.json'),
    join(folder, 'lib', 'napi-v8', 'tfjs_binding.node'),
    ...found.map((file) => join(libraries, file)),
  ];
}

/** Loads a package; what its library reads from the environment must be set before. */
export async function openNodePackage(name: NodePackage) {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  restoreRemovedUtilities();
  const tf = await import('@tensorflow/tfjs-core');
  const node = require(name) as { version: Record<string, string> };
  await tf.ready();
  const backend = tf.backend() as unknown as NodeBackend & { binding: { TF_Version: string } };
  const version = backend.binding.TF_Version;
  const packages = {
    '@tensorflow/tfjs-core': tf.version_core,
    [name]: node.version['tfjs-node'] ?? 'unknown',
    libtensorflow: version,
  };
  return { backend, version, packages };
}

/** tfjs-node 4.22 calls a function that Node 23 removed (tfjs #8609, fixed upstream, unreleased). */
function restoreRemovedUtilities(): void {
  const legacy = util as unknown as Record<string, unknown>;
  legacy['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
}
