import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, open, type ZipFile } from 'yauzl';
import { badArchive } from './errors.js';
import type { Limits } from './limits.js';
import type { Spool } from './spool.js';
import { ZipContents } from './zip-contents.js';

const kindMask = 0o170000;
const regular = 0o100000;
const folder = 0o040000;

const openZip = (archive: string) =>
  new Promise<ZipFile>((resolve, reject) =>
    open(archive, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(error) : resolve(zip))),
  );

const streamOf = (zip: ZipFile, entry: Entry) =>
  new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
  );

/** An entry's bytes, held against the checksum that the list of contents has of them. */
async function* whole(archive: string, name: string, stream: AsyncIterable<Uint8Array>, entry: Entry) {
  let sum = 0;
  for await (const piece of stream) {
    sum = crc32(piece, sum);
    yield piece;
  }
  if (sum !== entry.crc32) throw badArchive(archive, `"${name}" is damaged: its checksum differs`);
}

/** The next entry; null after the last one. */
const nextEntry = (zip: ZipFile) =>
  new Promise<Entry | null>((resolve, reject) => {
    const listeners = {
      entry: (entry: Entry) => settle(() => resolve(entry)),
      end: () => settle(() => resolve(null)),
      error: (error: Error) => settle(() => reject(error)),
    };
    const settle = (finish: () => void) => {
      for (const [event, listener] of Object.entries(listeners)) zip.off(event, listener as () => void);
      finish();
    };
    for (const [event, listener] of Object.entries(listeners)) zip.on(event, listener as () => void);
    zip.readEntry();
  });

/** Spools a zip archive, all that is in it, whatever number of entries it gives. @throws SeedbedError SB_DATA_ARCHIVE. */
export async function spoolZip(
  archive: string,
  spool: Spool,
  limits: Limits,
  onBytes: (read: number) => void,
): Promise<void> {
  const zip = await openZip(archive);
  const contents = new ZipContents(archive, zip);
  try {
    let read = 0;
    const next = () => {
      // Before it is read, since of sizes that are those of encrypted content the library says something else.
      contents.refuseEncrypted();
      return nextEntry(zip);
    };
    for (let entry = await next(); entry || contents.goesOn(); entry = await next()) {
      if (!entry) continue;
      limits.entry();
      contents.add(entry);
      const name = limits.name(entry.fileName);
      const kind = (entry.externalFileAttributes >>> 16) & kindMask;
      if (spool.leavesAside(name)) continue;
      if (name.endsWith('/')) {
        spool.folder(name);
        continue;
      }
      if (kind !== 0 && kind !== regular) {
        const what = kind === folder ? 'a folder with the name of a file' : 'a link or a device';
        throw badArchive(archive, `"${name}" is ${what}; only files and folders are taken`);
      }
      const stream = await streamOf(zip, entry);
      // Heard where it is read; of a stream that nobody came to read it would end the process.
      stream.on('error', () => {});
      await spool.add(name, whole(archive, name, stream, entry), (bytes, ofFile) => limits.count(name, bytes, ofFile)).finally(() => stream.destroy()); // prettier-ignore
      onBytes((read += entry.compressedSize));
    }
    contents.refuseUnlisted();
  } finally {
    contents.close();
    zip.close();
  }
}
