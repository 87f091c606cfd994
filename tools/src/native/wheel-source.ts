import { mkdtemp, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadArgs, networkEnvironment, pipEnvironment, pipProblem, placesOf, readSettings } from './pip';
import { NativeProblem } from './problems';
import { megabytes, readProgress } from './progress';
import { lastLine, run } from './run';
import type { Build } from './stages';
import { fileNameOf } from './wheels';

/**
 * Brings the wheel to `layout.part`, whatever its checksum. Where pip's settings lead to its address, a helper fetches
 * it, which can resume; where they do not (keyring passwords, certificates of the system), pip downloads it itself.
 */
export async function bringWheel(build: Build, python: string): Promise<void> {
  const { pin, progress, signal } = build;
  const config = await run(python, ['-m', 'pip', 'config', 'list'], { env: build.env, signal });
  const settings = readSettings(config.stdout);
  const env = { ...build.env, ...networkEnvironment(settings) };
  const places = placesOf(settings, pin.project);
  const located = await run(python, [build.helper('locate.py'), fileNameOf(pin), ...places], { env, signal });
  const from = (host: string) =>
    progress.say(`downloading ${pin.project} ${pin.version}, ${megabytes(pin.bytes)}, from ${host}`);
  if (located.code === 0) {
    const url = new URL(located.stdout.trim());
    from(url.host || 'a local folder');
    if (await fetched(build, python, url.href, env)) return;
  }
  from('where pip finds it');
  await letPip(build, python);
}

async function fetched(build: Build, python: string, url: string, env: Build['env']): Promise<boolean> {
  const { layout, pin, progress, signal } = build;
  const onLine = (line: string) => {
    const [done, total] = readProgress(line) ?? [];
    if (done !== undefined) progress.update('downloading', done, total || pin.bytes);
  };
  const result = await run(python, [build.helper('fetch.py'), url, layout.part], { env, signal, onLine });
  if (result.code !== 5) return result.code === 0;
  throw new NativeProblem(
    'SB_NATIVE_NETWORK',
    `the download broke off (${lastLine(result.stderr).slice(0, 200)})`,
    'run it again, it goes on where it stopped',
  );
}

async function letPip(build: Build, python: string): Promise<void> {
  const { layout, pin, signal } = build;
  const folder = await mkdtemp(join(layout.work, 'pip-'));
  const env = pipEnvironment(build.env, layout.work);
  const result = await run(python, downloadArgs(pin, folder), { env, signal });
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (result.code !== 0 || wheel === undefined) throw pipProblem(pin, result.stderr);
  await rename(join(folder, wheel), layout.part);
}
