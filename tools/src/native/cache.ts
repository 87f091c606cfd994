import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { NativeProblem } from './problems';
import type { Pin, Pins } from './wheels';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where Seedbed keeps what it can fetch again: npm re-lays `node_modules`, so nothing built stays there. */
export function cacheRoot(env: Environment, platform: string, homeOf = () => env['HOME'] ?? homedir()): string {
  const { SEEDBED_CACHE: own, XDG_CACHE_HOME: xdg } = env;
  if (own) return resolve(own);
  if (xdg && isAbsolute(xdg)) return join(xdg, 'seedbed');
  const home = homeIn(homeOf);
  return platform === 'darwin' ? join(home, 'Library', 'Caches', 'seedbed') : join(home, '.cache', 'seedbed');
}

/** A container may run as a user that the system does not know, with no HOME. */
function homeIn(homeOf: () => string): string {
  try {
    const home = homeOf();
    if (isAbsolute(home)) return home;
  } catch {
    // Said below.
  }
  const way = 'set SEEDBED_CACHE to a folder that can be written to';
  throw new NativeProblem('SB_NATIVE_CACHE', 'there is no folder for builds: this user has no home (HOME is not set)', way); // prettier-ignore
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
