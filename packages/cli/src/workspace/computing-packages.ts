import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file that decides numbers: its path from the package's name on, with slashes on every system, and where it lies. */
export interface SourceFile {
  readonly path: string;
  readonly file: string;
}

/** Packages of others that decide numbers, whatever computes: tensors and gradients, random numbers, digests. */
const always = ['@tensorflow/tfjs-core', 'seedrandom', 'canonicalize'];

/** Packages from which a backend computes. */
const ofBackends: Readonly<Record<string, readonly string[]>> = {
  tensorflow: ['@tensorflow/tfjs-node'],
  'tensorflow-gpu': ['@tensorflow/tfjs-node-gpu'],
  webgpu: ['@tensorflow/tfjs-backend-webgpu', 'webgpu'],
  wasm: ['@tensorflow/tfjs-backend-wasm'],
  cpu: ['@tensorflow/tfjs-backend-cpu'],
};

/** What is followed on the way from these; the rest of what they load writes logs, finds files or reads versions. */
export const decidingPackage = /^(@tensorflow\/[a-z-]+|seedrandom|canonicalize|long|webgpu)$/;

/**
 * Every file of other packages from which a backend computes, found as Node finds it: from the entries of the packages
 * along what their modules load. Libraries of machine code are no part of it: their versions are in the run id, and the
 * binding is compiled where it is used.
 */
export function computingFiles(backend: string): SourceFile[] {
  const engine = createRequire(fileURLToPath(import.meta.resolve('@seedbed/engine')));
  const found = new Map<string, SourceFile>();
  const left = [...always, ...(ofBackends[backend] ?? [])].flatMap((name) => resolved(engine, name) ?? []);
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    const path = withinPackages(file);
    // By file: a package may be there twice, once for each that loads it.
    if (path === null || found.has(file)) continue;
    found.set(file, { path, file });
    if (!/\.[cm]?js$/.test(file)) continue;
    const require = createRequire(file);
    for (const name of loadedBy(readFileSync(file, 'utf8')))
      if (name.startsWith('.') || decidingPackage.test(packageOf(name))) left.push(...(resolved(require, name) ?? []));
    left.push(...besides(file));
  }
  return [...found.values()];
}

/** Undefined where a package is not installed, as optional ones may not be, or a comment only looks like a call. */
function resolved(require: NodeJS.Require, name: string): string[] | undefined {
  try {
    const file = require.resolve(name);
    return /\.([cm]?js|json)$/.test(file) ? [file] : [];
  } catch {
    return undefined;
  }
}

const packageOf = (name: string) => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/'); // prettier-ignore

/** `@tensorflow/tfjs-core/dist/tf-core.node.js`; null for a file of no installed package. */
function withinPackages(file: string): string | null {
  const path = file.replaceAll('\\', '/');
  const start = path.lastIndexOf('/node_modules/');
  return start < 0 ? null : path.slice(start + '/node_modules/'.length);
}

/** What a module loads by name. */
function* loadedBy(text: string): Generator<string> {
  const calls = /(?:\brequire\(\s*|\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g;
  for (const match of text.matchAll(calls)) yield match[2] as string;
}

/** WebAssembly that lies beside the module that loads it. */
const besides = (file: string) =>
  readdirSync(dirname(file))
    .filter((name) => name.endsWith('.wasm'))
    .map((name) => join(dirname(file), name));
