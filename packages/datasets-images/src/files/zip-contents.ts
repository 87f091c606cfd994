import fs from 'node:fs';
import type { Entry, ZipFile } from 'yauzl';
import { badArchive } from './errors.js';

const listedSignature = 0x02014b50;
const entrySignature = 0x04034b50;
/** Bytes of a line of the list without name, extra field and comment. */
const listedBytes = 46;
/** Bytes of an entry's own header without name and extra field. */
const headerBytes = 30;
/** Bytes that may be between an entry and the next one: a data descriptor, with or without signature, of 4 or 8 bytes a size. */
const descriptors = [0, 12, 16, 20, 24];

/**
 * A zip's list of contents (its central directory) held against what is in the file. The list gives a number of entries
 * that some archivers write modulo 65,536, and it names nothing of an archive that another one was put behind.
 */
export class ZipContents {
  private readonly file: number;
  private readonly listStart: number;
  /** Start and end of every entry, bytes. */
  private readonly entries: { readonly start: number; readonly end: number }[] = [];

  constructor(
    private readonly archive: string,
    private readonly zip: ZipFile,
  ) {
    this.file = fs.openSync(archive, 'r');
    this.listStart = this.cursor();
  }

  /** Where yauzl reads the next line of the list; its types say it is a boolean. */
  private cursor(): number {
    return Number(this.zip.readEntryCursor);
  }

  /** Four bytes as a number; 0 behind the end of the file. */
  private unsigned(at: number): number {
    const bytes = Buffer.alloc(4);
    fs.readSync(this.file, bytes, 0, 4, at);
    return bytes.readUInt32LE();
  }

  /** Whether the list has an entry behind the counted ones; the next `readEntry` gives it. */
  goesOn(): boolean {
    const more = this.unsigned(this.cursor()) === listedSignature;
    if (more) this.zip.entryCount = this.zip.entriesRead + 1;
    return more;
  }

  /** @throws SeedbedError SB_DATA_ARCHIVE where the next entry of the list is encrypted. */
  refuseEncrypted(): void {
    const at = this.cursor();
    // The lowest bit of the flags, 16 bits behind the signature and two versions.
    if (this.unsigned(at) !== listedSignature || (this.unsigned(at + 8) & 1) === 0) return;
    const name = Buffer.alloc(this.unsigned(at + 28) & 0xffff);
    fs.readSync(this.file, name, 0, name.length, at + listedBytes);
    throw badArchive(
      this.archive,
      `"${name.toString()}" is encrypted`,
      undefined,
      'Unpack it with its password, and name the folder.',
    );
  }

  /** Told of every entry of the list. */
  add({ relativeOffsetOfLocalHeader: start, compressedSize }: Entry): void {
    // Lengths of name and extra field, 16 bits each.
    const lengths = this.unsigned(start + 26);
    this.entries.push({ start, end: start + headerBytes + (lengths & 0xffff) + (lengths >>> 16) + compressedSize });
  }

  /** @throws SeedbedError SB_DATA_ARCHIVE where an entry is in the file and not in the list. */
  refuseUnlisted(): void {
    const sorted = this.entries.sort((a, b) => a.start - b.start);
    const starts = [...sorted.map(({ start }) => start), this.listStart];
    const ends = [0, ...sorted.map(({ end }) => end)];
    for (const [index, next] of starts.entries()) {
      const end = ends[index]!;
      const at = descriptors.find((bytes) => end + bytes + headerBytes <= next && this.unsigned(end + bytes) === entrySignature); // prettier-ignore
      if (at === undefined) continue;
      throw badArchive(
        this.archive,
        `holds files that its list of contents does not name, the first one at byte ${end + at}`,
        undefined,
        'Unpack it with a program that repairs archives, look at what comes out, and name the folder.',
      );
    }
  }

  close(): void {
    fs.closeSync(this.file);
  }
}
