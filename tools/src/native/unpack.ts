import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NativeProblem } from './problems';
import { readProgress } from './progress';
import { lastLine, run } from './run';
import type { Build } from './stages';

/** Takes the libraries and headers out of the wheel and drops the wheel; `deps` appears complete or not at all. */
export async function unpack(build: Build, python: string): Promise<void> {
  const { layout, env, signal, progress } = build;
  const folder = join(layout.work, `unpack-${process.pid}`);
  await mkdir(folder, { recursive: true });
  progress.say('unpacking the libraries');
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
  await rename(folder, layout.deps);
  await rm(layout.wheel, { force: true });
}
