import fs from 'node:fs';
import { join } from 'node:path';
import { isAside } from './aside.js';
import { malformed, unreadable, wrapping } from './errors.js';
import { byCodeUnits, emptyOf, type SourceFiles } from './source-files.js';
import { textOf } from './text.js';
import { refuseUnreachable, type Unreachable, whyUnreachable } from './unreachable.js';

/** Deeper than any data set; a folder that links to itself is noticed here. */
const deepest = 12;

/** Size and times of a file: they change whenever its content does. */
export interface Stamp {
  readonly name: string;
  readonly size: number;
  /** Nanoseconds; the later of the times of the last change of content and of inode. */
  readonly changed: bigint;
}

export interface Listing {
  /** Sorted by name. */
  readonly stamps: readonly Stamp[];
  /** What was left alone: see `SourceFiles.aside`. */
  readonly aside: readonly string[];
  /** See `SourceFiles.empty`. */
  readonly empty: readonly string[];
}

/**
 * Every file below a folder; links are followed, hidden folders and those that programs left are not entered.
 * @throws SeedbedError SB_DATA_READ, SB_DATA_LAYOUT, SB_DATA_UNREACHABLE for names behind which there is no file.
 */
export function listFolder(root: string): Listing {
  const stamps: Stamp[] = [];
  const aside: string[] = [];
  const folders: string[] = [];
  const unreachable: Unreachable[] = [];
  const visit = (prefix: string, depth: number) => {
    if (depth > deepest)
      throw malformed(join(root, prefix), `more than ${deepest} folders deep: does it link to itself?`);
    const folder = join(root, prefix);
    for (const step of wrapping(
      () => fs.readdirSync(folder),
      (cause) => unreadable(folder, cause),
    )) {
      const name = `${prefix}${step}`;
      const path = join(root, name);
      const status = wrapping(() => fs.statSync(path, { bigint: true, throwIfNoEntry: false }), (cause) => unreadable(path, cause)); // prettier-ignore
      const why = whyUnreachable(path, step, status);
      if (isAside(step) && why !== 'not downloaded') aside.push(status?.isDirectory() ? `${name}/` : name);
      else if (why !== undefined) unreachable.push({ name, why });
      else if (status?.isDirectory()) {
        folders.push(`${name}/`);
        visit(`${name}/`, depth + 1);
      } else if (status) {
        const changed = status.ctimeNs > status.mtimeNs ? status.ctimeNs : status.mtimeNs;
        stamps.push({ name, size: Number(status.size), changed });
      }
    }
  };
  visit('', 0);
  refuseUnreachable(root, unreachable);
  return {
    stamps: stamps.sort((a, b) => byCodeUnits(a.name, b.name)),
    aside: aside.sort(byCodeUnits),
    empty: emptyOf(folders, stamps.map(({ name }) => name)), // prettier-ignore
  };
}

/** The files below a folder, read where they lie. */
export function folderFiles(root: string, { stamps, aside, empty }: Listing): SourceFiles {
  const names = stamps.map((stamp) => stamp.name);
  const known = new Set(names);
  const read = (name: string) => {
    const path = join(root, name);
    return wrapping(() => fs.readFileSync(path), (cause) => unreadable(path, cause)); // prettier-ignore
  };
  return {
    names,
    aside,
    empty,
    has: (name) => known.has(name),
    text: (name) => textOf(read(name)),
    locate: (name) => ({ path: join(root, name) }),
    digest: () => undefined,
    describe: (name) => join(root, name),
    close: () => undefined,
  };
}
