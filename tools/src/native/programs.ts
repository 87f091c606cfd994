import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Environment } from './cache';
import { NativeProblem } from './problems';
import { run } from './run';

/** A program and the arguments it always gets (`CXX="ccache g++"`). */
export type Command = readonly [string, ...string[]];

/** Looks a program up in PATH, as the shell would. */
export function which(program: string, env: Environment): string | undefined {
  if (isAbsolute(program)) return isExecutable(program) ? program : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** `$CXX`, then the usual names. */
export function findCompiler(env: Environment): Command | undefined {
  const chosen = (env['CXX'] ?? '').split(/\s+/).filter(Boolean);
  for (const [program, ...args] of [chosen, ['c++'], ['g++'], ['clang++']]) {
    const found = program === undefined ? undefined : which(program, env);
    if (found !== undefined) return [found, ...args];
  }
  return undefined;
}

/** Every Python that `$PYTHON` and the usual names lead to. */
export function findPythons(env: Environment): string[] {
  return [env['PYTHON'] ?? '', 'python3', 'python'].filter(Boolean).flatMap((name) => which(name, env) ?? []);
}

/** The first Python 3 that has pip: pip knows the mirrors, proxies and certificates of this machine. */
export async function findPipPython(env: Environment, signal: AbortSignal): Promise<string | NativeProblem> {
  const pythons = findPythons(env);
  for (const python of pythons) {
    const { code, stdout } = await run(python, ['-m', 'pip', '--version'], { env, signal });
    if (code === 0 && /python 3/.test(stdout)) return python;
  }
  return pythons.length === 0
    ? new NativeProblem('SB_NATIVE_PYTHON', 'no Python 3 in PATH', `install Python 3 with pip (${pipHint})`)
    : new NativeProblem('SB_NATIVE_PIP', `${pythons[0]} has no pip`, `install pip (${pipHint})`);
}

const pipHint = '`apt install python3-pip`, `dnf install python3-pip` or `brew install python`';

/** What to say where `findCompiler` finds none. */
export const noCompiler = (): NativeProblem =>
  new NativeProblem(
    'SB_NATIVE_COMPILER',
    'no C++ compiler in PATH ($CXX, c++, g++, clang++)',
    'install one (`apt install g++`, `dnf install gcc-c++` or `xcode-select --install`)',
  );
