import { closeSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bindingPlace } from './link';
import { findTfjsNode } from './package';

/** How variables begin that numeric libraries, C's library and its loader read. */
const prefixes =
  /(?<![A-Za-z0-9_])(?:TF|TENSORFLOW|ONEDNN|DNNL|XLA|CUDA|CUBLAS|CUDNN|NVIDIA|NCCL|OMP|GOMP|KMP|MKL|EIGEN|OPENBLAS|BLIS|TBB|GLIBC|MALLOC|LD)_[A-Z0-9_]*[A-Z0-9](?=\0)/g;

/** Longer than any name: a name that lies across two pieces is whole in one of them. */
const overlap = 256;

/**
 * Names in a library that look like variables of the environment: whole strings that begin as such variables do.
 * Constants look alike and are among them; oneDNN puts its own names together and hides them.
 * @param piece bytes that are read at once.
 */
export function variablesIn(path: string, piece = 2 ** 24): Set<string> {
  const found = new Set<string>();
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(piece + overlap);
    for (let at = 0; ; at += piece) {
      const read = readSync(file, bytes, 0, bytes.length, at);
      // The byte before decides whether a name begins here; the first pieces' own ends are seen by the next.
      for (const [name] of bytes.toString('latin1', 0, read).matchAll(prefixes)) found.add(name);
      if (read < bytes.length) return found;
    }
  } finally {
    closeSync(file);
  }
}

/**
 * The names in each native library that TensorFlow brings, by the library's name; null where it is not provisioned.
 * @param workspace the repository's root.
 */
export function nativeVariables(workspace: string): Record<string, string[]> | null {
  let binding: string;
  try {
    binding = realpathSync(bindingPlace(findTfjsNode(workspace)));
  } catch {
    return null;
  }
  const folders = [binding, join(binding, '..', '..', 'deps', 'lib')];
  const libraries = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  return Object.fromEntries(
    libraries
      .map((path) => [basename(path), [...variablesIn(path)].sort()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
