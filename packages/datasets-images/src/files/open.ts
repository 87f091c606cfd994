import fs from 'node:fs';
import { digestOf } from '@seedbed/core';
import { archiveFiles } from './archive.js';
import { composed } from './composed.js';
import { besideOf, type Found, type Marks, rootOf } from './find.js';
import { folderFiles, listFolder, type Stamp } from './folder.js';
import { byCodeUnits, type SourceFiles } from './source-files.js';
import { textOf } from './text.js';

/** A set that was found and looked at from outside: enough to know whether it is still the same. */
export interface Sighted {
  readonly found: Found;
  /** Digest of names, sizes and times: not a word about content, but it moves whenever content does. */
  readonly stamp: string;
  /** Nanoseconds: the latest change of any of the files. */
  readonly changed: bigint;
  /** Reads it: unpacks an archive, only opens a folder. */
  read(spoolFolder: string, onBytes?: (read: number, total: number) => void): Promise<SourceFiles>;
}

/** Looks at a set without reading its images. @throws SeedbedError SB_DATA_READ. */
export function sight(set: Marks, found: Found): Sighted {
  return found.kind === 'folder' ? sightFolder(found) : sightArchive(set, found);
}

const stampOf = (
  path: string,
  stamps: readonly Stamp[],
  aside: readonly string[] = [],
  empty: readonly string[] = [],
) => digestOf({ path, files: stamps.map(({ name, size, changed }) => [name, size, String(changed)]), aside, empty });

const latest = (stamps: readonly Stamp[]) =>
  stamps.reduce((last, { changed }) => (changed > last ? changed : last), 0n);

function sightFolder(found: Found): Sighted {
  const path = fs.realpathSync(found.path);
  const listing = listFolder(path);
  return {
    found,
    stamp: stampOf(path, listing.stamps, listing.aside, listing.empty),
    changed: latest(listing.stamps),
    read: async () => composed(folderFiles(found.path, listing)),
  };
}

function sightArchive(set: Marks, found: Found): Sighted {
  const lists = besideOf(set, found.path);
  const stamps = [found.path, ...lists.values()].map((path): Stamp => {
    const { size, ctimeNs, mtimeNs } = fs.statSync(path, { bigint: true });
    return { name: fs.realpathSync(path), size: Number(size), changed: ctimeNs > mtimeNs ? ctimeNs : mtimeNs };
  });
  return {
    found,
    stamp: stampOf(found.path, stamps),
    changed: latest(stamps),
    read: async (spoolFolder, onBytes) => {
      const files = await archiveFiles(found.path, spoolFolder, onBytes);
      try {
        return withLists(rootOf(set, composed(files), found.path), lists);
      } catch (error) {
        files.close();
        throw error;
      }
    },
  };
}

/** Adds lists from outside that the files lack. */
function withLists(files: SourceFiles, lists: ReadonlyMap<string, string>): SourceFiles {
  const ends = (name: string) => files.names.some((each) => `/${each}`.endsWith(`/${name}`));
  const added = new Map([...lists].filter(([name]) => !ends(name)));
  const path = (name: string) => added.get(name);
  return {
    ...files,
    names: [...files.names, ...added.keys()].sort(byCodeUnits),
    has: (name) => added.has(name) || files.has(name),
    text: (name) => (path(name) === undefined ? files.text(name) : textOf(fs.readFileSync(path(name)!))),
    locate: (name) => (path(name) === undefined ? files.locate(name) : { path: path(name)! }),
    digest: (name) => (path(name) === undefined ? files.digest(name) : undefined),
    describe: (name) => path(name) ?? files.describe(name),
  };
}
