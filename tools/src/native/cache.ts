import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Pin, Pins } from './wheels';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where Seedbed keeps what it can fetch again: npm re-lays `node_modules`, so nothing built stays there. */
export function cacheRoot(env: Environment, platform: string, home = env['HOME'] ?? homedir()): string {
  if (env['SEEDBED_CACHE']) return env['SEEDBED_CACHE'];
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'seedbed');
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'seedbed') : join(home, '.cache', 'seedbed');
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Everything the built files depend on; another value is another folder, and both may stay. */
export function cacheKey({ pin, cuda }: Pins, tfjsNode: string, platform: string, binding: string): string {
  const wheels = cuda.length > 0 ? ['cuda', sha256([pin, ...cuda].map((each) => each.sha256).join())] : [pin.sha256];
  return [pin.version, tfjsNode, platform, ...wheels.map((part) => part.slice(0, 12)), binding.slice(0, 8)].join('-');
}

/** The files of one build. `deps` and `lib` mirror tfjs-node's package, so that the binding's rpath holds. */
export interface Layout {
  readonly root: string;
  readonly lock: string;
  readonly deps: string;
  readonly libraries: string;
  readonly include: string;
  readonly bindingFolder: string;
  readonly binding: string;
  readonly record: string;
  /** Unfinished things live here; only what is complete is renamed out of it. */
  readonly work: string;
  readonly part: string;
  readonly wheel: string;
}

/** Where the libraries of a part of CUDA go: TensorFlow's own search path leads there, as in Python's site-packages. */
export const cudaFolder = ({ deps }: Pick<Layout, 'deps'>, { project }: Pin): string =>
  join(deps, 'nvidia', project.replace(/^nvidia-|-cu12$/g, '').replaceAll('-', '_'));

/** The folder of all native builds in a cache. */
export const nativeFolder = (cache: string): string => join(cache, 'native');

/** Paths of the build with this key. */
export function layoutOf(cache: string, key: string): Layout {
  const root = join(nativeFolder(cache), key);
  const work = join(root, 'work');
  const deps = join(root, 'deps');
  const bindingFolder = join(root, 'lib', 'napi-v8');
  return {
    root,
    lock: `${root}.lock`,
    deps,
    libraries: join(deps, 'lib'),
    include: join(deps, 'include'),
    bindingFolder,
    binding: join(bindingFolder, 'tfjs_binding.node'),
    record: join(root, 'ready.json'),
    work,
    part: join(work, 'wheel.part'),
    wheel: join(work, 'wheel.whl'),
  };
}
