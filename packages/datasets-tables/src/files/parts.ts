import type { Part } from '@seedbed/core';
import { firstOf } from '@seedbed/core/words';
import { meaningOf } from '@seedbed/datasets-images';

/** Names in the parts of a set, each part's in order. */
export interface Parted {
  readonly parts: ReadonlyMap<Part, readonly string[]>;
  /** Names that are in no part. */
  readonly unused: readonly string[];
}

interface Named {
  readonly name: string;
  readonly label: string;
  /** Its number and how many there are, where it is one file of several by its name. */
  readonly piece?: { readonly number: number; readonly of?: number };
}

const withoutExtension = (name: string) => name.replace(/\.gz$/i, '').replace(/\.[^./]+$/, '');
/** `train-00000-of-00002`, as data sets of several files a part are called; older ones have a digest behind it. */
const pieceForm = /^(.*?)[-_.]?(\d+)-of-(\d+)(?:-[0-9a-f]+)?$/;

const folderOf = (name: string) => name.split('/').at(-2) ?? '';

/** What a file is called, without the number of a piece; where it has nothing else, what its folder is called. */
function byFile(name: string): Named {
  const base = withoutExtension(name.slice(name.lastIndexOf('/') + 1));
  if (/^\d+$/.test(base)) return { name, label: folderOf(name), piece: { number: Number(base) } };
  const [, label, number, of] = pieceForm.exec(base) ?? [];
  if (label === undefined) return { name, label: base };
  return { name, label, piece: { number: Number(number), of: Number(of) } };
}

/** What a file's folder is called. */
const byFolder = (name: string): Named => ({ ...byFile(name), label: folderOf(name) });

/**
 * Puts files into parts by their names, or by those of their folders: `train.csv` beside `test.csv`, `train/0.parquet`
 * and `train/1.parquet` beside `test/0.parquet`. One file is the whole set.
 * @returns a sentence without a full stop where it is unclear.
 */
export function inParts(names: readonly string[]): Parted | string {
  const [found, byTheirFolders] = [byFile, byFolder].map((label) => parted(names.map(label)));
  return typeof found === 'string' && typeof byTheirFolders === 'object' ? byTheirFolders : found!;
}

function parted(files: readonly Named[]): Parted | string {
  const groups = new Map<string, Named[]>();
  for (const file of files) groups.set(file.label, [...(groups.get(file.label) ?? []), file]);
  for (const [label, group] of groups) {
    const wrong = notPieces(label, group);
    if (wrong !== undefined) return wrong;
  }
  const labels = [...groups.keys()];
  const parts = labels.length === 1 ? new Map<Part, string>([['train', labels[0]!]]) : partsOf(labels);
  if (typeof parts === 'string') return parts;
  const inOrder = (label: string) => groups.get(label)!.sort((a, b) => (a.piece?.number ?? 0) - (b.piece?.number ?? 0)).map(({ name }) => name); // prettier-ignore
  const used = new Set(parts.values());
  return {
    parts: new Map([...parts].map(([part, label]) => [part, inOrder(label)])),
    unused: files.filter(({ label }) => !used.has(label)).map(({ name }) => name),
  };
}

/** Why files with one label are not the pieces of one table. */
function notPieces(label: string, group: readonly Named[]): string | undefined {
  if (group.length > 1 && !group.every(({ piece }) => piece)) return choice(group.map(({ name }) => name));
  const of = group[0]!.piece?.of;
  return of === undefined || of === group.length ? undefined : `of ${label} there are ${group.length} files of ${of}`;
}

const choice = (names: readonly string[]) => `${firstOf(names)} may each be the set`;

/**
 * Which of several names is which part.
 * @returns a sentence without a full stop where it is unclear.
 */
export function partsOf(names: readonly string[]): ReadonlyMap<Part, string> | string {
  const { parts, unclear } = meaningOf(names);
  if (!parts) return unclear ?? choice(names);
  const test = parts.get('test') ?? parts.get('evaluation');
  const validation = parts.get('validation');
  return new Map<Part, string>([
    ['train', parts.get('train')!],
    ...(test === undefined ? [] : [['test', test] as const]),
    ...(validation === undefined ? [] : [['validation', validation] as const]),
  ]);
}

/** The part that a word names by itself; undefined where it names none. */
export function partNamed(word: string): Part | undefined {
  for (const other of ['test', 'train']) {
    const found = word === other ? '' : partsOf([word, other]);
    const part = typeof found === 'string' ? undefined : [...found].find(([, name]) => name === word)?.[0];
    if (part !== undefined) return part;
  }
  return undefined;
}
