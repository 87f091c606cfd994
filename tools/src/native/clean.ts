import { rm } from 'node:fs/promises';
import { cacheRoot, layoutOf, nativeFolder } from './cache';
import { unlink } from './link';
import { lockBuild } from './lock-build';
import { findTfjsNode, tfjsPackages } from './package';
import type { Request } from './plan';
import { NativeProblem } from './problems';
import { namesIn } from './work';

/** Removes every build from the cache, and the link that leads there. Resolves to the folder it emptied. */
export async function clean(request: Request): Promise<string> {
  const cache = cacheRoot(request.env, request.platform ?? process.platform);
  const folder = nativeFolder(cache);
  for (const name of Object.values(tfjsPackages)) await unlinkBinding(request.workspace, name);
  for (const name of await namesIn(folder)) {
    if (name.includes('.lock')) continue;
    const layout = layoutOf(cache, name);
    const release = await lockBuild(layout, request);
    await rm(layout.root, { recursive: true, force: true }).finally(release);
  }
  return folder;
}

async function unlinkBinding(workspace: string, name: string): Promise<void> {
  try {
    await unlink(findTfjsNode(workspace, name));
  } catch (error) {
    if (!(error instanceof NativeProblem)) throw error; // not installed: nothing leads to the cache
  }
}
