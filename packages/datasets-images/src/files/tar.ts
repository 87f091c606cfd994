import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { badArchive } from './errors.js';
import type { Limits } from './limits.js';
import type { Spool } from './spool.js';
import { TarEnd } from './tar-end.js';

/** Spools a tar archive to its end, compressed with gzip or not. @throws SeedbedError SB_DATA_ARCHIVE. */
export async function spoolTar(
  archive: string,
  compressed: boolean,
  spool: Spool,
  limits: Limits,
  onBytes: (read: number) => void,
): Promise<void> {
  const packed = fs.createReadStream(archive, { highWaterMark: 1024 * 1024 });
  const entries = extract();
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
