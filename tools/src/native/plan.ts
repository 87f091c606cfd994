import { join } from 'node:path';
import { cacheKey, cacheRoot, layoutOf, type Environment } from './cache';
import type { LockOptions } from './lock';
import { findTfjsNode, tfjsPackages } from './package';
import { NativeProblem } from './problems';
import type { Progress } from './progress';
import type { Build } from './stages';
import { type Pins, pinsFor } from './wheels';

export interface Request {
  /** Root of the repository. */
  readonly workspace: string;
  readonly env: Environment;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Build anew, whatever is there. */
  readonly force?: boolean;
  /** For NVIDIA's GPUs. */
  readonly gpu?: boolean;
  /** Also where this machine has no GPU, for others that share the cache. */
  readonly anyMachine?: boolean;
  /** Tests bring their own small wheels, and hurry. */
  readonly pins?: Pins;
  readonly platform?: string;
  readonly arch?: string;
  readonly lock?: Pick<LockOptions, 'beat' | 'poll' | 'patience'>;
}

/** Decides what is to be built and where; touches nothing. */
export function plan(request: Request): Build {
  const { workspace, env, progress, signal, platform = process.platform, arch = process.arch } = request;
  const { gpu = false } = request;
  const pins = request.pins ?? pinsFor(platform, arch, gpu);
  if (pins === undefined) {
    throw new NativeProblem(
      'SB_NATIVE_PLATFORM',
      `there is no TensorFlow library for ${platform}-${arch}${gpu ? ' with CUDA' : ''}`,
      gpu ? 'use --backend webgpu there' : 'use Linux (x64, arm64) or a Mac with Apple silicon',
    );
  }
  const tfjsNode = findTfjsNode(workspace, tfjsPackages[gpu ? 'gpu' : 'cpu']);
  const key = cacheKey(pins, tfjsNode.version, `${platform}-${arch}`, tfjsNode.digest);
  const layout = layoutOf(cacheRoot(env, platform), key);
  return { workspace, platform, env, ...pins, tfjsNode, layout, progress, signal, helper };
}

// The helpers are not TypeScript, so the build does not copy them: both src/native and dist/native reach them so.
const helper = (name: string): string => join(__dirname, '..', '..', 'src', 'native', name);
