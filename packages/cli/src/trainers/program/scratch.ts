import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cannotWriteTemporary, hasEnded, sha256, thisProcess } from '@seedbed/core';

/** Process ids count within a boot of a machine and a PID namespace: elsewhere the same id is another process. */
const self = thisProcess();
const beginning = `seedbed-runs-${sha256(self.space).slice(0, 8)}-`;
const remove = (folder: string) => rmSync(folder, { recursive: true, force: true });

/**
 * A folder for the files that programs are given and write, which goes when this process ends. Workers are ended at once
 * and clear nothing up; what a killed process left is removed here.
 */
export function scratchFolder(): string {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = new RegExp(`^${beginning}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && hasEnded({ ...self, pid: Number(pid), started: null }, self))
      removeIfOwn(join(tmpdir(), name));
  }
  const folder = mkdtempSync(join(tmpdir(), `${beginning}${process.pid}-`));
  process.once('exit', () => remove(folder));
  return folder;
}

/** What another user left is theirs to clear. */
function removeIfOwn(folder: string): void {
  try {
    remove(folder);
  } catch {
    // It is not ours, or somebody else is clearing it.
  }
}

/** Makes a folder within it. @throws SeedbedError SB_SYSTEM. */
export const makeScratch = (folder: string): void =>
  temporarily(folder, () => {
    mkdirSync(folder, { recursive: true });
  });

/** Writes a file that a program is given, or that is kept of what it gave. @throws SeedbedError SB_SYSTEM. */
export const writeScratch = (path: string, content: string | Uint8Array): void =>
  temporarily(path, () => writeFileSync(path, content));

function temporarily(path: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw cannotWriteTemporary(path, cause);
  }
}
