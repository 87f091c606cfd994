import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { badArchive } from './errors.js';
import type { Limits } from './limits.js';
import type { Spool } from './spool.js';

/** Spools a tar archive, compressed with gzip or not. @throws SeedbedError SB_DATA_ARCHIVE. */
export async function spoolTar(
  archive: string,
  compressed: boolean,
  spool: Spool,
  limits: Limits,
  onBytes: (read: number) => void,
): Promise<void> {
  const packed = fs.createReadStream(archive, { highWaterMark: 1024 * 1024 });
  const entries = extract();
  const counted = async function* (pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      limits.decompressed(piece.length);
      yield piece;
    }
  };
  const feeding = compressed ? pipeline(packed, createGunzip(), counted, entries) : pipeline(packed, entries);
  // Its failure shows where the entries are read; here it only must not go unheard.
  feeding.catch((error: Error) => entries.destroy(error));
  for await (const entry of entries) {
    limits.entry();
    onBytes(packed.bytesRead);
    const { name: raw, type } = entry.header;
    const name = limits.name(raw);
    if (type === 'directory') {
      entry.resume();
      continue;
    }
    if (type !== 'file' && type !== 'contiguous-file') {
      throw badArchive(archive, `"${raw}" is a ${type ?? 'nameless kind of entry'}; only files and folders are taken`);
    }
    await spool.add(name, entry as AsyncIterable<Uint8Array>, (bytes, ofFile) => limits.count(name, bytes, ofFile));
  }
  await feeding;
}
