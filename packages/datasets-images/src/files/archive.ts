import fs from 'node:fs';
import { basename } from 'node:path';
import { SeedbedError } from '@seedbed/core';
import { badArchive, unreadable, wrapping } from './errors.js';
import { type ArchiveOf, archiveLimits, ofImages } from './limits.js';
import type { SourceFiles } from './source-files.js';
import { Spool } from './spool.js';
import { isTarHeader, spoolTar } from './tar.js';
import { spoolZip } from './zip.js';

type Kind = 'zip' | 'gzip' | 'tar';

/** Archives that only other programs unpack. */
const otherKinds = [
  { name: 'compressed with bzip2', magic: 'BZh' },
  { name: 'compressed with xz', magic: '\xfd7zXZ' },
  { name: 'compressed with Zstandard', magic: '\x28\xb5\x2f\xfd' },
  { name: 'a 7z archive', magic: '7z\xbc\xaf\x27\x1c' },
  { name: 'a RAR archive', magic: 'Rar!' },
];

/** What an archive is, by its first bytes and not by its name. */
function kindOf(archive: string): Kind {
  const start = Buffer.alloc(512);
  wrapping(
    () => {
      const file = fs.openSync(archive, 'r');
      fs.readSync(file, start, 0, start.length, 0);
      fs.closeSync(file);
    },
    (cause) => unreadable(archive, cause),
  );
  if (start.readUInt32LE(0) === 0x04034b50 || start.readUInt32LE(0) === 0x06054b50) return 'zip';
  if (start.readUInt16BE(0) === 0x1f8b) return 'gzip';
  const other = otherKinds.find(({ magic }) => start.toString('latin1').startsWith(magic));
  if (!other && isTarHeader(start)) return 'tar';
  const hint = other && 'Unpack it, and name the folder.';
  throw badArchive(archive, `is ${other ? `${other.name}, ` : ''}no zip, tar or tar.gz archive`, undefined, hint);
}

/**
 * Unpacks an archive into a nameless file in `spoolFolder`.
 * @param of what it is an archive of, which says how far it may unpack.
 * @throws SeedbedError SB_DATA_ARCHIVE (broken, leads out, links, unpacks to far too much), SB_DATA_WRITE, SB_DATA_READ.
 */
export async function archiveFiles(
  archive: string,
  spoolFolder: string,
  onBytes: (read: number, total: number) => void = () => {},
  of: ArchiveOf = ofImages,
): Promise<SourceFiles> {
  const kind = kindOf(archive);
  const { size } = fs.statSync(archive);
  const limits = archiveLimits(archive, size, of);
  const spool = new Spool(archive, spoolFolder);
  const progress = (read: number) => onBytes(Math.min(read, size), size);
  try {
    if (kind === 'zip') await spoolZip(archive, spool, limits, progress);
    else await spoolTar(archive, kind === 'gzip', spool, limits, progress);
    return spool.files();
  } catch (error) {
    spool.close();
    if (error instanceof SeedbedError) throw error;
    throw badArchive(archive, `${basename(archive)} cannot be unpacked, ${(error as Error).message}`, error);
  }
}
