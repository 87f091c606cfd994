import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Fresh folders that vanish at the end of the tests. */
export function temporaryFolders() {
  const folders: string[] = [];
  return {
    make(): string {
      const folder = fs.mkdtempSync(join(tmpdir(), 'seedbed-test-'));
      folders.push(folder);
      return folder;
    },
    remove(): void {
      for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** All files below a folder, in a fixed order. */
export function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Flips one bit of the byte in the middle of a file. */
export function damageFile(path: string): void {
  const file = fs.openSync(path, 'r+');
  try {
    const byte = new Uint8Array(1);
    const middle = Math.floor(fs.fstatSync(file).size / 2);
    fs.readSync(file, byte, 0, 1, middle);
    byte[0]! ^= 1;
    fs.writeSync(file, byte, 0, 1, middle);
  } finally {
    fs.closeSync(file);
  }
}
