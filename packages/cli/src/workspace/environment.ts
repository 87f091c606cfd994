import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { arch, cpus, platform, release } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, type Manifest, setByPin, setForCuda, sha256 } from '@seedbed/core';
import { engineDigest } from './engine-sources.js';
import { workspaceRoot } from './folders.js';

/** Instruction sets that numeric libraries choose their code by. */
const tellingFlag = /^(sse4_[12]|avx|avx2|fma|avx512\w+|avx_vnni|amx\w+|asimd\w*|sve\w*|bf16)$/;

/** Variables that backends set themselves and that change what a library computes. */
const setByBackends = [...setByPin, ...setForCuda];

function cpuFeatures(): string[] {
  if (platform() !== 'linux') return [];
  const flags = /^(?:flags|Features)\s*:\s*(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
  return flags.split(/\s+/).filter((flag) => tellingFlag.test(flag)).sort(); // prettier-ignore
}

/**
 * What a run's numbers came about on.
 * @param packages versions of the packages that compute.
 * @param switches variables by which somebody may choose how the backend computes.
 * @param variables the environment in which it computes.
 */
export function readEnvironment(
  packages: Readonly<Record<string, string>>,
  switches: readonly string[] = [],
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const telling = [...new Set([...setByBackends, ...switches])];
  const lockfile = join(workspaceRoot(fileURLToPath(import.meta.url)), 'package-lock.json');
  return {
    os: `${platform()} ${release()}`,
    cpu: { model: cpus()[0]?.model.trim() ?? 'unknown', architecture: arch(), features: cpuFeatures() },
    node: process.version,
    packages: { ...packages },
    lockfile: existsSync(lockfile) ? sha256(readFileSync(lockfile)) : null,
    variables: Object.fromEntries(
      telling.flatMap((name) => (variables[name] === undefined ? [] : [[name, variables[name]]])),
    ),
  };
}

/**
 * The commit, the uncommitted difference and the compiled sources that decide a backend's numbers.
 * @param backend null where the engine does not compute.
 */
export function readCode(backend: string | null): Manifest['code'] {
  const root = workspaceRoot(fileURLToPath(import.meta.url));
  const git = (...words: string[]) => {
    try {
      return execFileSync('git', words, {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 1e9,
      });
    } catch {
      return null;
    }
  };
  const difference = git('diff', 'HEAD', '--', '.', ':!experiments');
  return {
    commit: git('rev-parse', 'HEAD')?.trim() ?? null,
    dirty: difference ? sha256(difference) : null,
    engine: backend === null ? null : engineDigest(backend),
  };
}
