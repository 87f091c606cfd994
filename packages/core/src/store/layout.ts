import { readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { SeedbedError } from '../errors.js';
import { linkTarget, isAbsent } from '../fs/system-errors.js';

export type StoredKind =
  | 'manifest'
  | 'weights'
  | 'predictions'
  | 'checkpoint'
  | 'lease'
  | 'last-run'
  | 'temporary'
  | 'misplaced'
  | 'dangling'
  | 'foreign';

/** A file in the folders of a store. */
export interface StoredFile {
  readonly kind: StoredKind;
  /** Below the store, with slashes on every system. */
  readonly path: string;
  /** The run id or the digest in its name; empty where it has none. */
  readonly name: string;
}

const shapes: readonly (readonly [StoredKind, RegExp])[] = [
  ['manifest', /^runs\/([0-9a-f]{2})\/(\1[0-9a-f]{62})\.json$/],
  ['weights', /^weights\/([0-9a-f]{64})\.f32$/],
  ['predictions', /^predictions\/([0-9a-f]{64})\.f32$/],
  ['checkpoint', /^checkpoints\/([0-9a-f]{64})\.checkpoint$/],
  ['lease', /^leases\/([0-9a-f]{64})$/],
  ['last-run', /^last-runs\/([0-9a-f]{64})\.json$/],
  ['temporary', /\.tmp$/],
  ['misplaced', /^(runs|runs\/[0-9a-f]{2}|weights|predictions|checkpoints|leases|last-runs)$/],
];

/** What a file is, by its place and name alone. */
export function storedFile(path: string): StoredFile {
  for (const [kind, shape] of shapes) {
    const match = shape.exec(path);
    if (match) return { kind, path, name: /^[0-9a-f]{64}$/.test(match.at(-1) ?? '') ? (match.at(-1) as string) : '' };
  }
  return { kind: 'foreign', path, name: '' };
}

/** Every file of a store, by kind, each kind ordered by path. @throws SeedbedError SB_STORE_NOT_FOUND. */
export function storedFiles(folder: string): Record<StoredKind, readonly StoredFile[]> {
  if (statOf(join(folder, 'runs')) === undefined && linkTarget(join(folder, 'runs')) === null) {
    throw new SeedbedError('SB_STORE_NOT_FOUND', `there is no store at ${folder}`, {
      hint: 'run an experiment first, or give the folder with --store',
    });
  }
  const files = [
    ...['runs', 'weights', 'predictions', 'checkpoints', 'leases', 'last-runs'].flatMap((part) =>
      filesAt(folder, part),
    ),
    // Reports and such lie beside these; only what was left of writing them is looked at.
    ...readdirSync(folder).filter((name) => name.endsWith('.tmp')).map(storedFile), // prettier-ignore
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const kinds: Record<StoredKind, StoredFile[]> = {
    ...{
      manifest: [],
      weights: [],
      predictions: [],
      checkpoint: [],
      lease: [],
      'last-run': [],
      temporary: [],
      misplaced: [],
      dangling: [],
      foreign: [],
    },
  };
  for (const file of files) kinds[file.kind].push(file);
  return kinds;
}

/** What lies below a folder of a store. A folder that no store has is one foreign thing, whatever it holds or links to. */
function filesAt(folder: string, path: string): StoredFile[] {
  const there = statOf(join(folder, path));
  if (there === undefined) return linkTarget(join(folder, path)) === null ? [] : [{ kind: 'dangling', path, name: '' }];
  if (!there.isDirectory()) return [storedFile(path)];
  const entries = readdirSync(join(folder, path), { withFileTypes: true });
  return entries.flatMap((entry): StoredFile[] => {
    const below = `${path}/${entry.name}`;
    if (entry.isFile()) return [storedFile(below)];
    const what = statOf(join(folder, below));
    if (what?.isDirectory() && storedFile(below).kind === 'misplaced') return filesAt(folder, below);
    // A link to nowhere in the place of a file of a store: what it leads to may only be away.
    if (what === undefined && storedFile(below).kind !== 'foreign')
      return [{ kind: 'dangling', path: below, name: '' }];
    // Devices, pipes and links to nowhere: reading them would fail, or never end.
    return [what?.isFile() ? storedFile(below) : { kind: 'foreign', path: below, name: '' }];
  });
}

/** Undefined for a link to nowhere or to itself. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (isAbsent(error) || (error as NodeJS.ErrnoException).code === 'ELOOP') return undefined;
    throw error;
  }
}
