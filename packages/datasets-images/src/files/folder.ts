import fs from 'node:fs';
import { join } from 'node:path';
import { malformed, unreadable, wrapping } from './errors.js';
import { byCodeUnits, type SourceFiles } from './source-files.js';

/** Deeper than any data set; a folder that links to itself is noticed here. */
const deepest = 12;

/** Size and times of a file: they change whenever its content does. */
export interface Stamp {
  readonly name: string;
  readonly size: number;
  /** Nanoseconds; the later of the times of the last change of content and of inode. */
  readonly changed: bigint;
}

/** Every file below a folder, sorted; links are followed. @throws SeedbedError SB_DATA_READ, SB_DATA_LAYOUT. */
export function listFolder(root: string): Stamp[] {
  const found: Stamp[] = [];
  const visit = (prefix: string, depth: number) => {
    if (depth > deepest)
      throw malformed(join(root, prefix), `more than ${deepest} folders deep: does it link to itself?`);
    const folder = join(root, prefix);
    for (const name of wrapping(
      () => fs.readdirSync(folder),
      (cause) => unreadable(folder, cause),
    )) {
      const path = join(folder, name);
      const status = wrapping(() => fs.statSync(path, { bigint: true, throwIfNoEntry: false }), (cause) => unreadable(path, cause)); // prettier-ignore
      if (status?.isDirectory()) visit(`${prefix}${name}/`, depth + 1);
      else if (status?.isFile()) {
        const changed = status.ctimeNs > status.mtimeNs ? status.ctimeNs : status.mtimeNs;
        found.push({ name: `${prefix}${name}`, size: Number(status.size), changed });
      }
    }
  };
  visit('', 0);
  return found.sort((a, b) => byCodeUnits(a.name, b.name));
}

/** The files below a folder, read where they lie. */
export function folderFiles(root: string, stamps: readonly Stamp[]): SourceFiles {
  const names = stamps.map((stamp) => stamp.name);
  const known = new Set(names);
  const read = (name: string) => {
    const path = join(root, name);
    return wrapping(() => fs.readFileSync(path), (cause) => unreadable(path, cause)); // prettier-ignore
  };
  return {
    names,
    has: (name) => known.has(name),
    text: (name) => read(name).toString('utf8'),
    locate: (name) => ({ path: join(root, name) }),
    digest: () => undefined,
    describe: (name) => join(root, name),
    close: () => undefined,
  };
}
