import type { Cause } from './causes.js';
import { ownerOf, type Place } from './places.js';

interface Exception {
  readonly causes: readonly Cause[];
  /** Found in a line of the call stack. */
  readonly place: RegExp;
  readonly reason: string;
}

/**
 * Where code of a run may do what is else an error. Found by training on every backend: neither TensorFlow.js nor its
 * backends read a clock in a run but where they are asked to measure time (`tf.time`, `tf.profile`).
 */
const exceptions: readonly Exception[] = [
  {
    causes: ['clock'],
    place: /\bnode:internal\/console\//,
    reason: 'TensorFlow.js warns on the console; who collects what is printed there notes the time',
  },
  {
    causes: ['random'],
    // The file's own outermost function, which has no name: it is on the stack while the file is loaded, and at no later call.
    place: /^\s+at [^()\n]*[\\/]seedrandom[\\/]seedrandom\.js:\d+:\d+$/m,
    reason:
      'seedrandom fills a pool when it is loaded, from which no seeded stream draws; plugins bring copies of their own',
  },
];

const ofSeedbed = (name: string, files: string) =>
  new RegExp(`[\\\\/](?:packages|@seedbed)[\\\\/]${name}[\\\\/](?:src|dist)[\\\\/]${files}`);

/** Which of Seedbed's own files may do it: the nearest caller must lie there. */
const owners: readonly Exception[] = [
  {
    causes: ['random', 'clock', 'machine'],
    place: ofSeedbed('core', '(?:dataset|fs|store)[\\\\/]'),
    reason:
      'names of temporary files, and whether they are abandoned, by process, time and age; no pixel depends on them',
  },
  {
    causes: ['clock', 'machine', 'unwatched'],
    place: ofSeedbed('datasets-images', ''),
    reason: 'files’ times say whether a set is the one that was packed; images are decoded in threads, each by itself',
  },
];

export const isAllowed = (cause: Cause, stack: string): boolean =>
  exceptions.some((exception) => exception.causes.includes(cause) && exception.place.test(stack));

/**
 * Whether the nearest caller may do it: one of Seedbed's own, a package that the plugin's author allows, or, for what
 * only tells of the machine, Node itself, which prints a process's number with its warnings.
 */
export function isAllowedTo(cause: Cause, nearest: Place | 'node' | undefined, allows: readonly string[]): boolean {
  if (nearest === 'node') return cause === 'machine';
  if (!nearest) return false;
  const owner = allows.length > 0 ? ownerOf(nearest) : undefined;
  if (owner !== undefined && allows.includes(owner)) return true;
  return owners.some(({ causes, place }) => causes.includes(cause) && place.test(nearest.file));
}
