import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Environment } from './cache';

export interface RunOptions {
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly cwd?: string;
  /** Called with each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
}

export interface RunResult {
  readonly code: number | null;
  /** The signal that ended it: SIGILL from a library built for another processor, say. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. A failure is a result; only an abort throws, after the child is gone. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  options.signal.throwIfAborted();
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const kill = () => child.kill('SIGTERM');
  options.signal.addEventListener('abort', kill, { once: true });
  const stdout: string[] = [];
  let stderr = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    stdout.push(line);
    options.onLine?.(line);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  try {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      child.once('error', (error) => {
        stderr += error.message;
        resolve([127, null]);
      });
      child.once('close', (code, signal) => resolve([code, signal]));
    });
    options.signal.throwIfAborted();
    return { code, signal, stdout: stdout.join('\n'), stderr };
  } finally {
    options.signal.removeEventListener('abort', kill);
  }
}

/** The last line with something in it: where programs put what went wrong. */
export function lastLine(text: string): string {
  return text.trimEnd().split('\n').pop()?.trim() ?? '';
}
