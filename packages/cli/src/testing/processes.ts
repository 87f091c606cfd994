import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process as the system lists it. */
export interface Listed {
  readonly pid: number;
  readonly parent: number;
  /** One letter; `Z` has ended, and nobody asked for its code yet. */
  readonly state: string;
  readonly command: string;
}

/** Every process that can be seen: from /proc, and from `ps` where the system has no such folder, as macOS. */
export function processes(): Listed[] {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return fromPs();
  }
  return names.flatMap((name) => {
    try {
      // The second field is the program's name, in brackets; it may hold anything.
      const [state, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' '); // prettier-ignore
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return [{ pid: Number(name), parent: Number(parent), state: state as string, command }];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

function fromPs(): Listed[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S)\S*\s+(.*)$/.exec(line) as unknown as string[];
    return { pid: Number(pid), parent: Number(parent), state: state as string, command: command as string };
  });
}

/** Waits until something holds. Looks are counted, not the clock: a slow machine fails no test. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  for (let looks = 0; looks < 15_000; looks++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error(`waited in vain: ${what}`);
}

/** The ids of the worker processes of a scheduler. */
export const workersOf = (scheduler: number): number[] =>
  processes()
    .filter(({ parent, command }) => parent === scheduler && command.includes('worker.js'))
    .map(({ pid }) => pid);

/** Whether a process is still there; one that has ended and was not asked for its code is not. */
export const lives = (pid: number): boolean => processes().some((listed) => listed.pid === pid && listed.state !== 'Z');

/** Sends a signal to a process, or to its group where the id is negative; one that has ended needs none. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
