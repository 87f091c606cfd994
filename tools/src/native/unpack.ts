import { mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { cudaFolder } from './cache';
import { NativeProblem } from './problems';
import { readProgress } from './progress';
import { lastLine, run } from './run';
import type { Build } from './stages';

/** Takes the libraries and headers out of the wheel and drops the wheel; `deps` appears complete or not at all. */
export async function unpack(build: Build, python: string): Promise<void> {
  const folder = await unpacked(build, python);
  await rename(folder, build.layout.deps);
  await rm(build.layout.wheel, { force: true });
}

/** The same for a part of CUDA, the build's `pin`: its folder appears complete or not at all. */
export async function unpackCuda(build: Build, python: string): Promise<void> {
  const { layout, pin } = build;
  const place = cudaFolder(layout, pin);
  const folder = await unpacked(build, python);
  // TensorFlow's search path has a place for every part but cuSOLVER, which is therefore found beside cuBLAS.
  if (pin.project.includes('cusolver')) {
    const beside = join(dirname(place), 'cublas', 'lib');
    for (const name of await readdir(join(folder, 'lib'))) {
      const link = join(beside, name);
      await rm(link, { force: true });
      await symlink(relative(beside, join(place, 'lib', name)), link);
    }
  }
  await mkdir(dirname(place), { recursive: true });
  await rename(folder, place);
  await rm(layout.wheel, { force: true });
}

/** Unpacks the wheel into a folder of its own; returns that folder. */
async function unpacked(build: Build, python: string): Promise<string> {
  const { layout, env, signal, progress, pin } = build;
  const folder = join(layout.work, `unpack-${process.pid}`);
  await mkdir(folder, { recursive: true });
  progress.say(`unpacking the libraries of ${pin.project}`);
  const onLine = (line: string) => {
    const state = readProgress(line);
    if (state !== undefined) progress.update('unpacking', ...state);
  };
  const result = await run(python, [build.helper('unpack.py'), layout.wheel, folder], { env, signal, onLine });
  if (result.code !== 0) {
    await rm(folder, { recursive: true, force: true });
    throw new NativeProblem(
      'SB_NATIVE_UNPACK',
      `the wheel could not be unpacked (${lastLine(result.stderr)})`,
      'free some disk space and run it again',
    );
  }
  return folder;
}
