import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { SeedbedError } from '@seedbed/core';
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl';
import { badArchive } from '../errors.js';
import type { FileBytes } from '../files/file-bytes.js';
import { mostUnpacked, refuseBomb } from '../files/limits.js';
import { behind, headOf } from '../files/pieces.js';
import { headerAt, npyName } from './npy.js';
import { longestHeader } from './npy-header.js';
import { listed, type ListedArray, type StoredArray } from './stored-array.js';

/** More arrays than this are no data set. */
const mostEntries = 10_000;

/**
 * Opens a .npz file: a zip archive of .npy files. Each is unpacked as it is read.
 * @param within what stands before the names of its arrays.
 * @throws SeedbedError SB_DATA_ARCHIVE for what is damaged, encrypted, or unpacks to more than data do. Memory of the size
 * that it claims is never asked for.
 */
export async function openNpz(file: FileBytes, name: string, within = ''): Promise<ListedArray[]> {
  return guarded(file, async () => {
    const zip = await opened(file);
    const entries = await entriesOf(file, zip);
    const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
    if (unpacked > mostUnpacked(file.packedSize)) throw refuseBomb(file.where);
    const arrays: ListedArray[] = [];
    for (const entry of entries) {
      const own = within + npyName(entry.fileName);
      arrays.push(
        await listed(own, name, async () => ({ ...(await arrayOf(file, zip, entry)), name: own, file: name })),
      );
    }
    return arrays;
  });
}

async function arrayOf(file: FileBytes, zip: ZipFile, entry: Entry): Promise<Omit<StoredArray, 'name' | 'file'>> {
  const where = `${file.where}: ${entry.fileName}`;
  const { start, ...array } = headerAt(
    where,
    await headOf(piecesOf(file, zip, entry), longestHeader),
    entry.uncompressedSize,
  );
  return { ...array, where, bytes: () => behind(start, piecesOf(file, zip, entry)) };
}

/** Bytes of the file, wherever it lies, for the library. */
class FileReader extends RandomAccessReader {
  constructor(private readonly file: FileBytes) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    // A forged directory leads behind the end: the library then finds too few bytes.
    const inside = (at: number) => Math.min(at, this.file.size);
    return Readable.from(this.file.pieces(inside(start), inside(end)));
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }
}

const opened = (file: FileBytes) =>
  new Promise<ZipFile>((resolve, reject) =>
    fromRandomAccessReader(new FileReader(file), file.size, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    ),
  );

async function entriesOf(file: FileBytes, zip: ZipFile): Promise<Entry[]> {
  const entries = await new Promise<Entry[]>((resolve, reject) => {
    const all: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      if (all.push(entry) > mostEntries) reject(badArchive(file.where, `holds more than ${mostEntries} entries`));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(all));
    zip.on('error', reject);
    zip.readEntry();
  });
  const names = entries.map(({ fileName }) => fileName);
  const other = names.find((name, at) => !/\.npy$/i.test(name) || names.indexOf(name) < at);
  if (other !== undefined) throw badArchive(file.where, `"${other}" is in it twice, or is no .npy file: it is no .npz file of NumPy`); // prettier-ignore
  if (entries.some((entry) => entry.isEncrypted())) throw badArchive(file.where, 'is encrypted', undefined, 'Unpack it with its password, and name the folder.'); // prettier-ignore
  return entries;
}

/** An entry's bytes, held against their checksum. */
async function* piecesOf(file: FileBytes, zip: ZipFile, entry: Entry): AsyncGenerator<Buffer, void, undefined> {
  const stream = await guarded(file, () => streamOf(zip, entry));
  let sum = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      sum = crc32(piece, sum);
      yield piece;
    }
    if (sum !== entry.crc32) throw badArchive(file.where, `"${entry.fileName}" is damaged: its checksum differs`);
  } catch (error) {
    throw failed(file, error);
  } finally {
    stream.destroy();
  }
}

const streamOf = (zip: ZipFile, entry: Entry) =>
  new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
  );

async function guarded<T>(file: FileBytes, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw failed(file, error);
  }
}

const failed = (file: FileBytes, error: unknown) =>
  error instanceof SeedbedError
    ? error
    : badArchive(file.where, `cannot be unpacked, ${(error as Error).message}`, error);
