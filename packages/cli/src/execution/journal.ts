import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, SeedbedError } from '@seedbed/core';

/** A run that was executed for a store: which, by which sources, and the digest of the manifest that it left. */
interface Entry {
  readonly run: string;
  readonly engine: string | null;
  readonly manifest: string;
}

/**
 * What was executed for a store, a line a run in `executed.jsonl`. A manifest that was only copied into the store, or
 * written by other sources, has no line, so it can be distinguished from one that a reproduction made.
 */
export class Journal {
  private readonly path: string;
  /** The lines as they were at that size of the file, which only grows. */
  private read = { bytes: 0, lines: new Set<string>() };

  constructor(private readonly store: string) {
    this.path = join(store, 'executed.jsonl');
  }

  /** Whether this manifest, byte for byte, was left by an execution for this store. Other processes write lines, too. */
  has({ digest, id, code }: Manifest): boolean {
    return this.lines().has(lineOf({ run: id, engine: code.engine, manifest: digest }));
  }

  /** @throws SeedbedError SB_STORE_WRITE. */
  add({ digest, id, code }: Manifest): void {
    const entry: Entry = { run: id, engine: code.engine, manifest: digest };
    try {
      mkdirSync(this.store, { recursive: true });
      // Shorter than a page, and appended by one call: lines of several processes do not mix.
      appendFileSync(this.path, `${lineOf(entry)}\n`);
    } catch (cause) {
      throw new SeedbedError('SB_STORE_WRITE', `${this.path} cannot be written: ${(cause as Error).message}`, {
        hint: 'make room there, or choose another folder with --store',
        cause,
      });
    }
  }

  private lines(): ReadonlySet<string> {
    try {
      const { size } = statSync(this.path);
      if (size !== this.read.bytes)
        this.read = { bytes: size, lines: new Set(readFileSync(this.path, 'utf8').split('\n')) };
      return this.read.lines;
    } catch {
      return new Set();
    }
  }
}

const lineOf = ({ run, engine, manifest }: Entry) => JSON.stringify({ run, engine, manifest });

/**
 * What counts in a reproduction: only runs that were executed for its store, by the sources that are here now.
 * @param engine digest of the sources that decide a backend's numbers.
 * @returns why a stored run does not count; null where it does.
 */
export function executedHere(
  journal: Journal,
  engine: (backend: string) => string,
): (manifest: Manifest) => string | null {
  const engines = new Map<string, string>();
  const engineOf = (backend: string) => {
    const known = engines.get(backend) ?? engine(backend);
    engines.set(backend, known);
    return known;
  };
  return (manifest) => {
    if (manifest.code.engine !== engineOf(manifest.backend.name))
      return 'executed by other engine sources than those here';
    return journal.has(manifest) ? null : 'stored here, but not executed by a reproduction in this store';
  };
}
