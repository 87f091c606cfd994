import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/seedbed.mjs', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly pid: number;
  /** What standard error holds so far. */
  said(): string;
  readonly ended: Promise<Ended>;
}

export interface Where {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Another Node than this one. */
  readonly node?: string;
}

/** Starts the built command as a user would, in a process group of its own. */
export function start(words: readonly string[], { cwd, env, node = process.execPath }: Where = {}): Started {
  const settings = { ...process.env, CI: undefined, NODE_ENV: undefined, NODE_OPTIONS: undefined, ...env };
  const options: SpawnOptions = { cwd, env: settings, detached: true, stdio: ['ignore', 'pipe', 'pipe'] };
  const child = spawn(node, [program, ...words], options);
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => (texts[name] += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...texts }));
  });
  return { child, pid: child.pid as number, said: () => texts.stderr, ended };
}

/** Runs it to its end. */
export const seedbed = (words: readonly string[], where?: Where): Promise<Ended> => start(words, where).ended;

/** `seedbed run` on WebAssembly, which computes the same everywhere. */
export const run = (folder: string, store: string, ...more: string[]) =>
  seedbed(['run', folder, '--store', store, '--backend', 'wasm', '--json', ...more]);

export interface RunDocument {
  readonly trained: readonly { id: string; result: string }[];
  readonly skipped: readonly { id: string; result: string }[];
  readonly elsewhere: readonly { id: string; result: string }[];
  readonly failed: readonly { label: string; code: string; message: string }[];
  readonly diverged: readonly string[];
  readonly notStarted: number;
}

export const documentOf = ({ stdout }: Ended) => JSON.parse(stdout) as RunDocument;

/** Node options that load a file of this folder before the command. */
export const preloading = (file: string) => ({
  NODE_OPTIONS: `--${file.endsWith('.mjs') ? 'import' : 'require'} ${join(fileURLToPath(new URL('./preload', import.meta.url)), file)}`,
});
