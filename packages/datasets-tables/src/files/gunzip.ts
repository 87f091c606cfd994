import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { SeedbedError } from '@seedbed/core';
import { badArchive } from '../errors.js';
import type { FileBytes } from './file-bytes.js';
import { mostUnpacked, refuseBomb } from './limits.js';

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/**
 * What a gzip file holds, piece by piece.
 * @throws SeedbedError SB_DATA_ARCHIVE where it is damaged, or unpacks to more than data do.
 */
export async function* gunzipped(bytes: FileBytes): AsyncGenerator<Buffer, void, undefined> {
  const gunzip = createGunzip();
  // Its failure shows where the pieces are read; here it only must not go unheard.
  pipeline(bytes.pieces(), gunzip).catch(() => undefined);
  const most = mostUnpacked(bytes.packedSize);
  let unpacked = 0;
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      unpacked += piece.length;
      if (unpacked > most) throw refuseBomb(bytes.where);
      yield piece;
    }
  } catch (error) {
    if (error instanceof SeedbedError) throw error;
    throw badArchive(bytes.where, `is no complete gzip file, ${(error as Error).message}`, error);
  } finally {
    gunzip.destroy();
  }
}

/** All bytes of a file, unpacked where it is one of gzip. */
export const unpacked = (bytes: FileBytes): AsyncGenerator<Buffer, void, undefined> =>
  isGzip(bytes.read(0, 2)) ? gunzipped(bytes) : bytes.pieces();
