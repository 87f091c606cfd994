import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The lowest version that is supported, and one of each later line. */
const versions = ['20.19.0', '22.23.3', '24.21.0'] as const;

/** Outside of the repository, and kept: a version is some 100 MB. */
const cache = () => join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'seedbed', 'nodes');

/**
 * The program of a Node version, out of the npm package that holds it.
 * @throws Error with npm's last words when it cannot be had.
 */
function nodeOf(version: string): string {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const kept = join(cache(), `${name}-${version}`);
  const program = join(kept, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(program)) return program;
  mkdirSync(dirname(kept), { recursive: true });
  const folder = mkdtempSync(`${kept}-`);
  const words = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
  const { status, stderr } = spawnSync('npm', [...words, `${name}@${version}`], {
    encoding: 'utf8',
    timeout: 300_000,
    shell: process.platform === 'win32',
  });
  try {
    if (status !== 0)
      throw new Error(
        /^npm (?:error|ERR!) (?!code|syscall|errno)(.+)/m.exec(stderr ?? '')?.[1] ?? 'npm did not answer',
      );
    // Another test process may have been faster.
    if (!existsSync(program)) renameSync(folder, kept);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return program;
}

/**
 * Describes tests for each Node version. One that npm does not give is skipped by name with the reason; with
 * SEEDBED_REQUIRE_NODES set that fails.
 */
export function describeNodes(title: string, body: (program: string, version: string) => void): void {
  for (const version of versions) {
    try {
      const program = nodeOf(version);
      describe(`Node ${version} ${title}`.trim(), () => body(program, version));
    } catch (error) {
      const { message } = error as Error;
      if (process.env['SEEDBED_REQUIRE_NODES'])
        it(`Node ${version} is here, as SEEDBED_REQUIRE_NODES asks`, () => expect.fail(message));
      else it.skip(`Node ${version} (skipped: ${message})`, () => {});
    }
  }
}
