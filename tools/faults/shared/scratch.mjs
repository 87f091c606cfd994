/* All that a campaign makes lies in one folder and goes with it: stores, mounts, processes. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder;
let count = 0;
const mounts = new Set();
const groups = new Set();

/** A new folder for whatever a trial needs. */
export function newFolder(name = 'trial') {
  folder ??= mkdtempSync(join(tmpdir(), 'seedbed-faults-'));
  const path = join(folder, `${name}-${++count}`);
  mkdirSync(path);
  return path;
}

export const remove = (path) => rmSync(path, { recursive: true, force: true });

/** Mounts a tmpfs of so many kilobytes. */
export function mountMemory(path, kilobytes) {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', path], { stdio: 'pipe' });
  mounts.add(path);
}

/** Changes what is mounted there, as `size=64k` or `ro`. */
export const remount = (path, options) =>
  void execFileSync('mount', ['-o', `remount,${options}`, path], { stdio: 'pipe' });

export function unmount(path) {
  execFileSync('umount', ['-l', path], { stdio: 'pipe' });
  mounts.delete(path);
}

/** Null, or the reason why nothing can be mounted here. */
export function cannotMount() {
  if (process.getuid?.() !== 0) return 'mounting a tmpfs needs root';
  const path = newFolder('mount');
  try {
    mountMemory(path, 64);
    unmount(path);
    return null;
  } catch (error) {
    return `no tmpfs can be mounted: ${error.message.trim().split('\n').at(-1)}`;
  } finally {
    remove(path);
  }
}

/** Process groups that are to be gone when the campaign ends. */
export const groupStarted = (pid) => void groups.add(pid);

/** Ends what is left of a command and its workers. */
export function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // They have ended.
  }
  groups.delete(pid);
}

export function cleanUp() {
  for (const pid of [...groups]) endGroup(pid);
  for (const path of [...mounts]) unmount(path);
  if (folder) remove(folder);
  folder = undefined;
}
