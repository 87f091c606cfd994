import { badArchive } from './errors.js';

const mebibyte = 1024 * 1024;
const alwaysAllowed = 64 * mebibyte;
/** What an entry costs even when it is empty. */
const entryBytes = 512;

/** What an archive is of, and how far that may unpack. */
export interface ArchiveOf {
  /** In words: "images". */
  readonly what: string;
  /** Times its size. */
  readonly growth: number;
  /** Bytes of a file. */
  readonly largest: number;
}

/** Images hardly shrink when they are packed, and no image and no list is larger. */
export const ofImages: ArchiveOf = { what: 'images', growth: 20, largest: 256 * mebibyte };

/** What an archive may hold; each method throws SeedbedError SB_DATA_ARCHIVE. */
export interface Limits {
  /** The name of an entry, without `./` in front and without steps that lead nowhere (`a//b`, `a/./b`). */
  name(raw: string): string;
  /** Told of every entry and of every piece that is unpacked. */
  count(name: string, bytes: number, ofFile: number): void;
  entry(): void;
  /** Told of every piece that leaves the decompressor: what belongs to no file is unpacked, too. */
  decompressed(bytes: number): void;
}

/** @param archiveBytes the archive's own size. */
export function archiveLimits(archive: string, archiveBytes: number, { what, growth, largest }: ArchiveOf): Limits {
  const most = alwaysAllowed + growth * archiveBytes;
  const far = () => badArchive(archive, `unpacks to more than ${growth} times its size: no archive of ${what} does`, undefined, wayOut); // prettier-ignore
  let unpacked = 0;
  let decompressed = 0;
  const add = (bytes: number) => {
    unpacked += bytes;
    if (unpacked > most) throw far();
  };
  return {
    name(raw) {
      const name = raw
        .replaceAll('\\', '/')
        .replace(/\/(\.?\/)+/g, (steps, _, at) => (at === 0 ? steps : '/'))
        .replace(/^(\.\/)+/, '');
      const leaves = name.startsWith('/') || /^[a-zA-Z]:/.test(name) || name.split('/').includes('..');
      if (leaves || name.includes('\0')) throw badArchive(archive, `the entry "${raw}" leads out of the archive`);
      return name;
    },
    count(name, bytes, ofFile) {
      if (ofFile > largest) throw badArchive(archive, `"${name}" is larger than ${largest / mebibyte} MiB`, undefined, wayOut); // prettier-ignore
      add(bytes);
    },
    entry: () => add(entryBytes),
    decompressed(bytes) {
      decompressed += bytes;
      // Headers and padding of many small files are as much again.
      if (decompressed > 2 * most) throw far();
    },
  };
}

const wayOut = 'If it is right, unpack it and name the folder.';
