import { readdirSync, readFileSync } from 'node:fs';
import { processStat } from '@seedbed/core';

/** The processes that a process started, those that these started, and so on; itself first. Only Linux says it. */
export function processTree(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(processTree)];
}

function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/**
 * Processor time that a process has used, all its threads together, in the system's ticks.
 * @returns null where the system does not say (only Linux does), or the process is gone.
 */
export function processorTicks(pid: number): number | null {
  const stat = processStat(pid);
  return stat && Number(stat[11]) + Number(stat[12]);
}

/** The same of a process and all that it started. */
export function ticksOfTree(pid: number): number | null {
  const own = processorTicks(pid);
  return own && processTree(pid).slice(1).reduce((sum, each) => sum + (processorTicks(each) ?? 0), own); // prettier-ignore
}

/** The most memory that a process took so far, bytes; 0 where the system does not say. */
export function peakMemory(pid: number): number {
  try {
    return 1024 * Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Ends a process and all that it started: from above, so that nobody is left who starts more. */
export function killTree(pid: number): void {
  for (const each of processTree(pid)) {
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
}

/** The variable by which processes are known that a program left behind: whoever a process starts inherits its variables. */
export const markVariable = 'SEEDBED_PROGRAM';

/** Looks for what was started while others were ended; a program that starts more than that is not caught up with. */
const mostLooks = 20;

/** Ends every process with this mark, whoever is its parent by now. Only Linux says which these are. */
export function killMarked(mark: string): void {
  for (let looks = 0; looks < mostLooks; looks++) {
    const marked = markedProcesses(mark);
    if (marked.length === 0) return;
    for (const pid of marked) killTree(pid);
  }
}

function markedProcesses(mark: string): number[] {
  const names = readdirOrNone('/proc').filter((name) => /^\d+$/.test(name));
  return names.map(Number).filter((pid) => pid !== process.pid && isMarked(pid, mark));
}

function isMarked(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${markVariable}=${mark}`);
  } catch {
    // It is another user's, or has ended.
    return false;
  }
}

function readdirOrNone(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
