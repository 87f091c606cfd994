import fs from 'node:fs';
import { join } from 'node:path';
import { SeedbedError } from '@seedbed/core';
import { isAside } from './aside.js';
import { missing, unreadable, wrapping } from './errors.js';
import { below, byCodeUnits, type SourceFiles } from './source-files.js';

/** How a data set is recognised. */
export interface Marks {
  readonly title: string;
  readonly obtain: string;
  /** A file or folder that lies in the root of the set; any of them will do. Without any, the folder is the set. */
  readonly marks: readonly string[];
  /** Names of archives that hold it, for a folder that holds the archive. */
  readonly archives?: RegExp;
  /** Lists that may lie beside an archive (or in `data` beside it) rather than in it. */
  readonly beside?: readonly string[];
}

export interface Found {
  readonly kind: 'folder' | 'archive';
  readonly path: string;
}

/**
 * Finds a set: `given` is its folder, the folder that holds its folder or its archive, or the archive.
 * @throws SeedbedError SB_DATA_MISSING, SB_DATA_SEVERAL.
 */
export function findSet(set: Marks, given: string | undefined): Found {
  if (given === undefined) throw missing(set.title, 'no folder was given (--data)', set.obtain);
  const status = fs.statSync(given, { throwIfNoEntry: false });
  if (!status) throw missing(set.title, `there is no ${given}`, set.obtain);
  if (status.isFile()) return { kind: 'archive', path: given };
  const marked = (folder: string) =>
    set.marks.length === 0 || set.marks.some((mark) => fs.existsSync(join(folder, mark)));
  if (marked(given)) return { kind: 'folder', path: given };
  const entries = wrapping(() => fs.readdirSync(given).filter((name) => !isAside(name)).sort(byCodeUnits), (cause) => unreadable(given, cause)); // prettier-ignore
  const paths = entries.map((name) => join(given, name));
  const kindOf = (path: string) => fs.statSync(path, { throwIfNoEntry: false });
  const folders = paths.filter((path) => kindOf(path)?.isDirectory() && marked(path));
  const archives = entries.flatMap((name, index) =>
    set.archives?.test(name) && kindOf(paths[index]!)?.isFile() ? [paths[index]!] : [],
  );
  const candidates = folders.length > 0 ? folders : archives;
  if (candidates.length > 1) {
    throw new SeedbedError('SB_DATA_SEVERAL', `${set.title}: ${given} holds several: ${candidates.join(', ')}`, {
      hint: 'Name the one that you mean.',
    });
  }
  const [path] = candidates;
  if (path !== undefined) return { kind: folders.length > 0 ? 'folder' : 'archive', path };
  const wanted = set.marks.join(', ');
  throw missing(set.title, `${given} holds neither ${wanted} nor a folder or an archive that does`, set.obtain);
}

/** The set within an archive, which mostly lies in one folder there. @throws SeedbedError SB_DATA_MISSING. */
export function rootOf(set: Marks, files: SourceFiles, archive: string): SourceFiles {
  if (set.marks.length === 0) return below(files, commonFolder(files.names));
  const starts = files.names.flatMap((name) =>
    set.marks.flatMap((mark) => {
      const at = `/${name}/`.indexOf(`/${mark}/`);
      return at < 0 ? [] : [name.slice(0, at)];
    }),
  );
  const [root] = starts.sort((a, b) => a.length - b.length || byCodeUnits(a, b));
  if (root === undefined) throw missing(set.title, `${archive} does not hold ${set.marks.join(' or ')}`, set.obtain);
  return below(files, root);
}

/** The folder that all names begin with. */
function commonFolder(names: readonly string[]): string {
  const [first = ''] = names;
  const prefix = first.slice(0, first.indexOf('/') + 1);
  return prefix !== '' && names.every((name) => name.startsWith(prefix)) ? prefix : '';
}

/** Where the lists lie that an archive may lack: beside it, or in `data` beside it. */
export function besideOf(set: Marks, archive: string): Map<string, string> {
  const folder = join(archive, '..');
  const found = (set.beside ?? []).flatMap((name) => {
    const path = [join(folder, 'data', name), join(folder, name)].find((candidate) => fs.existsSync(candidate));
    return path === undefined ? [] : [[name, path] as const];
  });
  return new Map(found);
}
