import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Layout } from './cache';
import { acquireLock } from './lock';
import type { Request } from './plan';
import { cause, NativeProblem } from './problems';

/** Takes the lock of one build, saying so when it has to wait. It is the first thing written to the cache. */
export async function lockBuild(layout: Layout, request: Request): Promise<() => void> {
  const { signal, progress } = request;
  const folder = dirname(layout.root);
  try {
    await mkdir(folder, { recursive: true });
    return await acquireLock(layout.lock, {
      ...request.lock,
      signal,
      onWait: (owner) =>
        progress.say(`waiting for process ${owner?.pid ?? '?'} on ${owner?.host ?? '?'}, which is at it`),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new NativeProblem(
      'SB_NATIVE_CACHE',
      `cannot write to the cache ${folder} (${cause(error)})`,
      'make it writable, or put it elsewhere with SEEDBED_CACHE',
    );
  }
}
