import { execFileSync } from 'node:child_process';

/** Waits until something holds. */
export async function until(holds: () => boolean, what: string, seconds = 40): Promise<void> {
  for (const last = Date.now() + seconds * 1000; Date.now() < last;) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error(`waited ${seconds} seconds in vain: ${what}`);
}

/** The ids of the worker processes of a scheduler. */
export function workersOf(scheduler: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => Number(words[1]) === scheduler && words.some((word) => word.endsWith('worker.js')))
    .map((words) => Number(words[0]));
}

/** Whether a process is still there; one that has ended and was not asked for its code is not. */
export function lives(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return !state.startsWith('Z');
  } catch {
    return false;
  }
}
