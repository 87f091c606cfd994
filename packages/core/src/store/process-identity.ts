import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { hostname, platform } from 'node:os';

/** A process, so that others can find out whether it still runs. Texts are compared, never parsed. */
export interface ProcessIdentity {
  /** For people. */
  readonly host: string;
  readonly pid: number;
  /** Within what the pid counts: a boot of a machine, and a PID namespace of it. Containers may share host name and store. */
  readonly space: string;
  /** When it started, as the system says it: a later process may get the same pid. Null where that cannot be known. */
  readonly started: string | null;
}

export function thisProcess(): ProcessIdentity {
  return { host: hostname(), pid: process.pid, space: pidSpace(), started: processStart(process.pid) };
}

/**
 * Fields of `/proc/<pid>/stat` after the program's name, which is the second and may hold anything: the state is number 0,
 * the start is number 19 (proc_pid_stat(5)).
 * @returns null where the system has none (only Linux does), the process is gone, or `/proc` shows other processes.
 */
export function processStat(pid: number): readonly string[] | null {
  try {
    // Where /proc belongs to another PID namespace, this pid is another process there.
    if (fs.readlinkSync('/proc/self') !== String(process.pid)) return null;
    return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' '); // prettier-ignore
  } catch {
    return null;
  }
}

/** Whether a process surely has ended. False too for all that this process cannot know. */
export function hasEnded(other: ProcessIdentity, self: ProcessIdentity): boolean {
  if (other.space !== self.space) return false;
  if (other.pid === self.pid && other.started === self.started) return false;
  try {
    process.kill(other.pid, 0);
  } catch (error) {
    // Of another user's process the system says EPERM.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
  }
  const stat = processStat(other.pid);
  if (stat === null) return false;
  // A zombie has ended; only its parent has not asked for its exit code, and in a container nobody may ever.
  return /^[ZX]$/.test(stat[0] ?? '') || (other.started !== null && stat[19] !== other.started);
}

/** When a process started, as the system says it: ids are used again. Null where it does not say, or the process is gone. */
export const processStart = (pid: number): string | null => processStat(pid)?.[19] ?? null;

/** Of Linux the time namespace, too: start times are in its time. Other systems have no PID namespaces. */
function pidSpace(): string {
  if (platform() !== 'linux') return hostname();
  try {
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return [boot, fs.readlinkSync('/proc/self/ns/pid'), namespace('time')].join(' ');
  } catch {
    // Nobody can know where its pid counts: it counts nowhere else.
    return randomUUID();
  }
}

/** Older kernels lack some kinds. */
function namespace(kind: string): string {
  try {
    return fs.readlinkSync(`/proc/self/ns/${kind}`);
  } catch {
    return `${kind}:none`;
  }
}
