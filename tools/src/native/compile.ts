import { createRequire } from 'node:module';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Layout } from './cache';
import { NativeProblem } from './problems';
import type { Command } from './programs';
import { run } from './run';
import type { Build } from './stages';

/**
 * Arguments that compile and link the binding in one go. N-API is a C interface that the running Node provides, so its
 * headers (npm's node-api-headers) are all it takes: no node-gyp, no make, no headers of one Node version.
 */
export function compilerArgs(
  platform: string,
  layout: Pick<Layout, 'include'>,
  napiHeaders: string,
  sources: readonly string[],
  libraries: readonly string[],
  output: string,
): string[] {
  const includes = [`-I${napiHeaders}`, `-I${layout.include}`];
  return [
    '-std=c++17',
    '-O2',
    '-fPIC',
    '-DNAPI_VERSION=8',
    ...includes,
    ...sources,
    ...linkerArgs(platform),
    '-o',
    output,
    ...libraries,
  ];
}

function linkerArgs(platform: string): string[] {
  return platform === 'darwin'
    ? ['-bundle', '-undefined', 'dynamic_lookup', '-mmacosx-version-min=12.0', '-Wl,-rpath,@loader_path/../../deps/lib']
    : ['-shared', '-Wl,-rpath,$ORIGIN/../../deps/lib'];
}

/** Compiles the binding; `lib/napi-v8` gets it complete or not at all. */
export async function compile(build: Build, compiler: Command): Promise<void> {
  const { layout, env, signal, progress } = build;
  const [program, ...always] = compiler;
  const libraries = (await readdir(layout.libraries)).sort().map((name) => join(layout.libraries, name));
  const output = join(layout.work, 'tfjs_binding.node');
  const args = compilerArgs(build.platform, layout, findNapiHeaders(), build.tfjsNode.sources, libraries, output);
  progress.say(`compiling the binding with ${program}`);
  const result = await run(program, [...always, ...args], { env, signal });
  if (result.code !== 0)
    throw await compileProblem(layout, result.stderr.trim() || `${program} gave exit code ${result.code}`);
  await mkdir(layout.bindingFolder, { recursive: true });
  await rename(output, layout.binding);
}

/** Folder of node_api.h. Throws `SB_NATIVE_HEADERS` where npm left it out. */
export function findNapiHeaders(): string {
  try {
    return (createRequire(__filename)('node-api-headers') as { include_dir: string }).include_dir;
  } catch {
    throw new NativeProblem('SB_NATIVE_HEADERS', 'the package node-api-headers is not installed', 'run `npm ci`');
  }
}

async function compileProblem(layout: Layout, stderr: string): Promise<NativeProblem> {
  const log = join(layout.root, 'compile.log');
  await writeFile(log, stderr);
  const first = stderr.split('\n').find((line) => /error/i.test(line)) ?? stderr;
  return new NativeProblem(
    'SB_NATIVE_COMPILE',
    `the binding did not compile (${first.slice(0, 200)})`,
    `read ${log}; it needs a compiler for C++17, which $CXX can name`,
  );
}
