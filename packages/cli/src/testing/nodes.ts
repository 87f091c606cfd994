import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './tiny.js';

/** The lowest version that is supported, and one of each later line. */
const versions = ['20.19.0', '22.23.3', '24.21.0'] as const;

/** Those that were asked for already, by version: a file asks twice. */
const programs = new Map<string, string>();

/**
 * The program of a Node version, out of the npm package that holds it.
 * @throws Error with npm's last words when it cannot be had.
 */
function nodeOf(version: string): string {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = temporaryFolder();
  npmInstall(folder, `${name}@${version}`);
  const program = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  programs.set(version, program);
  return program;
}

function npmInstall(folder: string, wanted: string): void {
  const words = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder, wanted];
  const env = { ...process.env, npm_config_cache: join(folder, 'npm') };
  const { status, stderr } = spawnSync('npm', words, { encoding: 'utf8', env, shell: process.platform === 'win32' });
  if (status === 0) return;
  const said = /^npm (?:error|ERR!) (?!code|syscall|errno)(.+)/m.exec(stderr ?? '')?.[1];
  throw new Error(said ?? 'npm did not answer');
}

/**
 * Describes tests for each Node version. One that npm does not give is skipped by name with the reason; with
 * SEEDBED_REQUIRE_NODES set that fails.
 */
export function describeNodes(title: string, body: (program: string, version: string) => void): void {
  for (const version of versions) {
    try {
      const program = programs.get(version) ?? nodeOf(version);
      describe(`Node ${version} ${title}`.trim(), () => body(program, version));
    } catch (error) {
      const { message } = error as Error;
      if (process.env['SEEDBED_REQUIRE_NODES'])
        it(`Node ${version} is here, as SEEDBED_REQUIRE_NODES asks`, () => expect.fail(message));
      else it.skip(`Node ${version} (skipped: ${message})`, () => {});
    }
  }
}
