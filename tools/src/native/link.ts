import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { lstat, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Layout } from './cache';
import type { TfjsNode } from './package';
import { cause, NativeProblem } from './problems';

/** Where tfjs-node looks for its binding (its package.json, `binary.module_path`). */
export const bindingPlace = (tfjsNode: TfjsNode): string => join(tfjsNode.folder, 'lib', 'napi-v8');

/** Whether tfjs-node's folder leads into the cache. */
export function isLinked(layout: Layout, tfjsNode: TfjsNode): boolean {
  try {
    return realpathSync(bindingPlace(tfjsNode)) === realpathSync(layout.bindingFolder);
  } catch {
    return false;
  }
}

/**
 * Leads tfjs-node into the cache. One link is enough: `lib/napi-v8/../../deps/lib` is resolved behind it.
 * A real folder there (upstream's own installation, TensorFlow 2.9) makes way.
 */
export async function link(layout: Layout, tfjsNode: TfjsNode): Promise<void> {
  const place = bindingPlace(tfjsNode);
  const fresh = `${place}.${randomUUID()}`;
  try {
    await mkdir(dirname(place), { recursive: true });
    await symlink(realpathSync(layout.bindingFolder), fresh, 'dir');
    if ((await lstat(place).catch(() => undefined))?.isDirectory()) await rm(place, { recursive: true });
    await rename(fresh, place);
  } catch (error) {
    await rm(fresh, { force: true });
    throw new NativeProblem('SB_NATIVE_LINK', `cannot link ${place} (${cause(error)})`, 'make that folder writable');
  }
}

/** Takes the link away, so that nobody loads what does not work. */
export async function unlink(tfjsNode: TfjsNode): Promise<void> {
  const place = bindingPlace(tfjsNode);
  if ((await lstat(place).catch(() => undefined))?.isSymbolicLink()) await rm(place);
}
