import { badArchive } from './errors.js';

const mebibyte = 1024 * 1024;
/** No image and no list is larger. */
const largestFile = 256 * mebibyte;
/** Images hardly shrink when they are packed: more than this, and it is a bomb. */
const mostGrowth = 20;
const alwaysAllowed = 64 * mebibyte;
/** What an entry costs even when it is empty. */
const entryBytes = 512;

/** What an archive may hold; each method throws SeedbedError SB_DATA_ARCHIVE. */
export interface Limits {
  /** The name of an entry, without `./` in front. */
  name(raw: string): string;
  /** Told of every entry and of every piece that is unpacked. */
  count(name: string, bytes: number, ofFile: number): void;
  entry(): void;
  /** Told of every piece that leaves the decompressor: what belongs to no file is unpacked, too. */
  decompressed(bytes: number): void;
}

/** @param archiveBytes the archive's own size. */
export function archiveLimits(archive: string, archiveBytes: number): Limits {
  const most = alwaysAllowed + mostGrowth * archiveBytes;
  const far = () => badArchive(archive, `unpacks to more than ${mostGrowth} times its size: no archive of images does`);
  let unpacked = 0;
  let decompressed = 0;
  const add = (bytes: number) => {
    unpacked += bytes;
    if (unpacked > most) throw far();
  };
  return {
    name(raw) {
      const name = raw.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
      const leaves = name.startsWith('/') || /^[a-zA-Z]:/.test(name) || name.split('/').includes('..');
      if (leaves || name.includes('\0')) throw badArchive(archive, `the entry "${raw}" leads out of the archive`);
      return name;
    },
    count(name, bytes, ofFile) {
      if (ofFile > largestFile) throw badArchive(archive, `"${name}" is larger than ${largestFile / mebibyte} MiB`);
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
