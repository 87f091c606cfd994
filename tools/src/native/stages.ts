import { existsSync } from 'node:fs';
import { cudaFolder, type Environment, type Layout } from './cache';
import { compile, findNapiHeaders } from './compile';
import { download } from './download';
import { isLinked, link, unlink } from './link';
import type { TfjsNode } from './package';
import { NativeProblem, together } from './problems';
import { findCompiler, findPipPython, noCompiler, type Command } from './programs';
import type { Progress } from './progress';
import { isTested, readRecord, writeRecord } from './record';
import { selfTest } from './self-test';
import { libcProblem, runtimeGlibc } from './libc';
import { diskProblem, spaceFor } from './space';
import { unpack, unpackCuda } from './unpack';
import type { Pin } from './wheels';

/** One build on its way: what it is made of, and the world it may touch. */
export interface Build {
  readonly workspace: string;
  readonly platform: string;
  readonly env: Environment;
  /** TensorFlow's wheel; while a part of CUDA is brought, that part's. */
  readonly pin: Pin;
  /** Wheels of CUDA's parts; none where TensorFlow is for the processor. */
  readonly cuda: readonly Pin[];
  readonly tfjsNode: TfjsNode;
  readonly layout: Layout;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Path of a checked-in helper script. */
  readonly helper: (name: string) => string;
}

interface Tools {
  readonly python?: string;
  readonly compiler?: Command;
}

/** What is left to do; a stage is done when its product is there under its final name. */
export function pending({ layout, tfjsNode, cuda }: Pick<Build, 'layout' | 'tfjsNode' | 'cuda'>) {
  const libraries = !existsSync(layout.deps);
  const parts = cuda.filter((pin) => !existsSync(cudaFolder(layout, pin)));
  return {
    download: libraries && !existsSync(layout.wheel),
    unpack: libraries,
    cuda: parts,
    compile: !existsSync(layout.binding),
    link: !isLinked(layout, tfjsNode),
    selfTest: !isTested(readRecord(layout)),
  };
}

/** Whether nothing is left to do. */
export const isReady = (build: Pick<Build, 'layout' | 'tfjsNode' | 'cuda'>): boolean =>
  !Object.values(pending(build)).flat().some(Boolean);

/** Looks for what the pending stages need before the first of them starts, and names all that is missing at once. */
export async function prepare(build: Build): Promise<Tools> {
  const todo = pending(build);
  const missing: NativeProblem[] = [];
  const libc = todo.unpack ? libcProblem(build.platform, runtimeGlibc()) : undefined;
  if (libc !== undefined) throw libc;
  const unpacks = todo.unpack || todo.cuda.length > 0;
  const python = unpacks ? await findPipPython(build.env, build.signal) : undefined;
  if (python instanceof NativeProblem) missing.push(python);
  const compiler = todo.compile ? findCompiler(build.env) : undefined;
  if (todo.compile && compiler === undefined) missing.push(noCompiler());
  if (todo.compile) findNapiHeaders();
  const disk = unpacks ? await diskProblem(build.layout.root, spaceFor(todo.cuda)) : undefined;
  if (disk !== undefined) missing.push(disk);
  const problem = together(missing);
  if (problem !== undefined) throw problem;
  if (!build.pin.tested) build.progress.say('nobody has tried this platform yet; the self test will tell');
  return { python: python as string | undefined, compiler };
}

/** Runs the pending stages in order. Each resumes or repeats only itself when it was cut off. */
export async function runStages(build: Build, { python, compiler }: Tools): Promise<void> {
  const todo = pending(build);
  if (todo.download) await step(build, () => download(build, python as string));
  if (todo.unpack) await step(build, () => unpack(build, python as string));
  for (const pin of todo.cuda) {
    const part = { ...build, pin };
    if (!existsSync(build.layout.wheel)) await step(part, () => download(part, python as string));
    await step(part, () => unpackCuda(part, python as string));
  }
  if (todo.compile) await step(build, () => compile(build, compiler as Command));
  if (todo.link) await link(build.layout, build.tfjsNode);
  await selfTest(build).catch(async (error: unknown) => {
    await unlink(build.tfjsNode);
    throw error;
  });
  await writeRecord(build);
}

async function step(build: Build, stage: () => Promise<void>): Promise<void> {
  try {
    await stage();
  } finally {
    build.progress.end();
  }
}
