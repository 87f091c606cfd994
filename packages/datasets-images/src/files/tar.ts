import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { badArchive } from './errors.js';
import type { Limits } from './limits.js';
import type { Spool } from './spool.js';
import { TarEnd } from './tar-end.js';

/** Where the sum of a header's bytes is written in it, in octal digits. */
const sumAt = { start: 148, end: 156 };

/** Whether the first 512 bytes of a file are a header of tar: one of the format of 1979 (v7) has no other mark than its sum. */
export function isTarHeader(header: Uint8Array): boolean {
  const written = Buffer.from(header.subarray(sumAt.start, sumAt.end)).toString('latin1');
  // The place of the sum counts as spaces.
  const sum = header.reduce((all, byte, at) => all + (at >= sumAt.start && at < sumAt.end ? 32 : byte), 0);
  return /^ *[0-7]+[\0 ]*$/.test(written) && Number.parseInt(written, 8) === sum;
}

/** Headers without a mark are read, too; the library's types lack this option of it. */
const reading = { highWaterMark: 16 * 1024, allowUnknownFormat: true };

/** Spools a tar archive to its end, compressed with gzip or not. @throws SeedbedError SB_DATA_ARCHIVE. */
export async function spoolTar(
  archive: string,
  compressed: boolean,
  spool: Spool,
  limits: Limits,
  onBytes: (read: number) => void,
): Promise<void> {
  const packed = fs.createReadStream(archive, { highWaterMark: 1024 * 1024 });
  const entries = extract(reading);
  const end = new TarEnd();
  const counted = async function* (pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      if (compressed) limits.decompressed(piece.length);
      end.passes(piece);
      yield piece;
    }
  };
  const bytes = compressed ? unpacking(packed) : packed;
  const feeding = pipeline(bytes, counted, entries);
  // Its failure shows where the entries are read; here it only must not go unheard.
  feeding.catch((error: Error) => entries.destroy(error)).finally(() => packed.destroy());
  for await (const entry of entries) {
    limits.entry();
    onBytes(packed.bytesRead);
    const { name: raw, type } = entry.header;
    const name = limits.name(raw);
    end.entry(entry.header);
    // As a zip has it, and as old archivers wrote a folder.
    const isFolder = type === 'directory' || name.endsWith('/');
    const isAside = spool.leavesAside(name);
    if (isFolder && !isAside) spool.folder(name);
    if (isAside || isFolder) {
      entry.resume();
      continue;
    }
    if (type !== 'file' && type !== 'contiguous-file') {
      throw badArchive(archive, `"${raw}" is a ${type ?? 'nameless kind of entry'}; only files and folders are taken`);
    }
    await spool.add(name, entry as AsyncIterable<Uint8Array>, (bytes, ofFile) => limits.count(name, bytes, ofFile));
  }
  await feeding;
  if (!end.isThere()) throw badArchive(archive, 'ends without the end mark of a tar archive: it was cut short');
}

/** Not as a step of a pipeline, which takes zeros behind the end, as tapes have them, for a failure. */
function unpacking(packed: fs.ReadStream): Gunzip {
  const bytes = createGunzip();
  packed.on('error', (error) => bytes.destroy(error));
  return packed.pipe(bytes);
}
