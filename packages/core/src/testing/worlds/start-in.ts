import { type ChildProcess, fork } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import type { World } from './worlds.js';

/** Variables without which Node or a package would not be found. */
const kept = ['PATH', 'NODE_PATH', 'NODE_OPTIONS', 'SystemRoot', 'LD_LIBRARY_PATH', 'SEEDBED_DEBUG'];

/**
 * Starts a process with the time zone, locale, user and variables of another world, and with folders of its own for work,
 * home and temporary files. Its program calls `enter` before it loads anything else.
 * @param folder where these folders are made.
 */
export function startIn({ name, timeZone, locale }: World, program: URL, folder: string): ChildProcess {
  const [cwd, home, temporary] = ['cwd', 'home', 'tmp'].map((each) => {
    const path = join(folder, each);
    fs.mkdirSync(path, { recursive: true });
    return path;
  }) as [string, string, string];
  const own = Object.fromEntries(
    kept.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])),
  );
  const language = `${locale}.UTF-8`;
  const user = `user-${name.length}`;
  const env = { ...own, TZ: timeZone, LANG: language, LC_ALL: language, HOME: home, PWD: cwd, USER: user, LOGNAME: user, TMPDIR: temporary }; // prettier-ignore
  return fork(program, [], { cwd, env, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
}
