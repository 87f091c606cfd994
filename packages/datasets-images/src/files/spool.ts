import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { namelessFile, SeedbedError } from '@seedbed/core';
import { asideOf } from './aside.js';
import { badArchive } from './errors.js';
import { byCodeUnits, emptyOf, type SourceFiles } from './source-files.js';
import { textOf } from './text.js';

interface Stretch {
  readonly start: number;
  readonly length: number;
  readonly digest: string;
}

/**
 * Takes an archive's files, one after the other, into one nameless file, so that they can be read in any order. No name
 * from an archive is ever a path here, and nothing is left behind, however the process ends.
 */
export class Spool {
  private readonly file: number;
  private readonly stretches = new Map<string, Stretch>();
  private readonly aside = new Set<string>();
  private readonly folders = new Set<string>();
  private end = 0;

  constructor(
    private readonly archive: string,
    folder: string,
  ) {
    try {
      fs.mkdirSync(folder, { recursive: true });
      this.file = namelessFile(folder, 'unpacking');
    } catch (cause) {
      throw cannotUnpack(folder, cause);
    }
  }

  /** Whether an entry is left alone, as one that is hidden or that a program left. */
  leavesAside(name: string): boolean {
    const aside = asideOf(name);
    if (aside !== undefined) this.aside.add(aside);
    return aside !== undefined;
  }

  /** Takes note of a folder: of an empty one there is nothing else. */
  folder(name: string): void {
    const steps = name.split('/').filter(Boolean);
    if (steps.length > 0) this.folders.add(`${steps.join('/')}/`);
  }

  /** Appends a file. @throws SeedbedError SB_DATA_ARCHIVE for a name that comes twice, SB_DATA_WRITE. */
  async add(name: string, content: AsyncIterable<Uint8Array>, onPiece: (bytes: number, ofFile: number) => void) {
    if (this.stretches.has(name)) throw badArchive(this.archive, `"${name}" is in it twice`);
    const start = this.end;
    const hash = createHash('sha256');
    for await (const piece of content) {
      onPiece(piece.length, this.end + piece.length - start);
      hash.update(piece);
      this.append(piece);
    }
    this.stretches.set(name, { start, length: this.end - start, digest: hash.digest('hex') });
  }

  private append(bytes: Uint8Array): void {
    try {
      for (let done = 0; done < bytes.length;) {
        done += fs.writeSync(this.file, bytes, done, bytes.length - done, this.end + done);
      }
    } catch (cause) {
      throw cannotUnpack(this.archive, cause);
    }
    this.end += bytes.length;
  }

  files(): SourceFiles {
    const stretch = (name: string): Stretch => {
      const found = this.stretches.get(name);
      if (!found) throw new RangeError(`there is no "${name}" in ${this.archive}`);
      return found;
    };
    return {
      names: [...this.stretches.keys()].sort(byCodeUnits),
      aside: [...this.aside].sort(byCodeUnits),
      empty: emptyOf(this.folders, this.stretches.keys()),
      has: (name) => this.stretches.has(name),
      text: (name) => {
        const { start, length } = stretch(name);
        const bytes = Buffer.alloc(length);
        fs.readSync(this.file, bytes, 0, length, start);
        return textOf(bytes);
      },
      locate: (name) => {
        const { start, length } = stretch(name);
        return { file: this.file, start, length };
      },
      digest: (name) => stretch(name).digest,
      describe: (name) => (name === '' ? this.archive : `${this.archive}: ${name}`),
      close: () => this.close(),
    };
  }

  close(): void {
    fs.closeSync(this.file);
  }
}

const cannotUnpack = (where: string, cause: unknown) =>
  new SeedbedError('SB_DATA_WRITE', `${where}: cannot unpack, ${(cause as Error).message}`, {
    hint: 'Free some space or choose another cache folder (SEEDBED_CACHE); nothing was left behind.',
    cause,
  });
