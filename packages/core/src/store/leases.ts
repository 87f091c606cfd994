import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fileClock } from '../fs/file-clock.js';
import { hasEnded, type ProcessIdentity } from './process-identity.js';
import { cannotWrite } from '../fs/whole.js';

/** A lease as others see it. Times are milliseconds since 1970 by this machine's clock. */
export interface HeldLease {
  /** Who trains the run; null where the lease does not say so. */
  readonly holder: ProcessIdentity | null;
  /** When the holder took it, by the holder's clock; null where the lease does not say so. */
  readonly since: number | null;
  /** Its last sign of life. */
  readonly seen: number;
  /** When the lease is free at the latest, unless there is another sign of life. */
  readonly until: number;
}

/** Seconds between two signs of life, and the silence after which a holder counts as gone. */
export const leaseSeconds = { renewed: 20, expired: 120 } as const;

const leaseSchema = z.object({
  host: z.string(),
  pid: z.int().positive(),
  space: z.string(),
  started: z.string().nullable(),
  since: z.number(),
});

/**
 * `leases/<run id>`: which runs are in progress, so that processes that share a store, on whatever machines, train each run
 * once. A lease is a file that its holder touches again and again; one that nobody touches any more is free. Ages are taken
 * from the file system's own clock, so machines whose clocks differ agree; a date in the future counts as the moment at
 * which it was first seen. A holder that is known to have ended is not waited for. Should two ever hold one run, as after
 * a process slept through its lease, both write the same manifest: a run id stands for the same bits.
 */
export class Leases {
  private readonly folder: string;
  private readonly held = new Map<string, string>();
  /** Leases that are dated in the future: their date, and when it was seen first. */
  private readonly ahead = new Map<string, { readonly dated: number; readonly at: number }>();

  constructor(
    store: string,
    private readonly holder: ProcessIdentity,
    private readonly expired: number = leaseSeconds.expired,
  ) {
    this.folder = join(store, 'leases');
  }

  /** Whether the run is ours now. @throws SeedbedError SB_STORE_WRITE (exit 4). */
  take(id: string): boolean {
    const path = this.pathOf(id);
    try {
      return this.takeFile(id, path);
    } catch (cause) {
      throw cannotWrite(path, cause);
    }
  }

  private takeFile(id: string, path: string): boolean {
    fs.mkdirSync(this.folder, { recursive: true });
    const content = `${JSON.stringify({ ...this.holder, since: Date.now(), token: randomBytes(8).toString('hex') })}\n`;
    if (!this.create(path, content)) {
      if (!this.isExpired(path)) return false;
      // Of those who find it expired at once, one makes the next file; a late one may move that away, and trains too.
      const aside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
      try {
        fs.renameSync(path, aside);
      } catch {
        return false;
      }
      fs.rmSync(aside, { force: true });
      if (!this.create(path, content)) return false;
    }
    this.held.set(id, content);
    return true;
  }

  /** Gives a sign of life for all that are held. A lease that somebody else took meanwhile stays theirs. */
  renew(): void {
    for (const [id, content] of this.held) {
      const path = this.pathOf(id);
      try {
        // Written, not only touched: a file system's clock then says when.
        if (fs.readFileSync(path, 'utf8') === content) fs.writeFileSync(path, content);
        else this.held.delete(id);
      } catch (error) {
        // Somebody tidied it away. A store that is full or gone says so where the run is written.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') this.create(path, content);
      }
    }
  }

  release(id: string): void {
    const content = this.held.get(id);
    this.held.delete(id);
    try {
      if (content !== undefined && fs.readFileSync(this.pathOf(id), 'utf8') === content) fs.rmSync(this.pathOf(id));
    } catch {
      // It is gone already.
    }
  }

  releaseAll(): void {
    for (const id of [...this.held.keys()]) this.release(id);
  }

  /** Run ids of all leases, expired ones too. */
  listed(): Set<string> {
    try {
      return new Set(fs.readdirSync(this.folder));
    } catch {
      // Nobody has taken one yet.
      return new Set();
    }
  }

  /** The lease of a run that is held, or null. */
  lookAt(id: string): HeldLease | null {
    try {
      const path = this.pathOf(id);
      if (this.isExpired(path)) return null;
      const said = this.saidIn(path);
      const seen = Date.now() - this.ageOf(path);
      // A clock that is ahead says a moment that has not come; nobody took a lease after its last sign of life.
      const since = said && Math.min(said.since, seen);
      return { holder: said, since, seen, until: seen + this.expired * 1000 };
    } catch {
      return null;
    }
  }

  private pathOf(id: string): string {
    return join(this.folder, id);
  }

  private create(path: string, content: string): boolean {
    try {
      fs.writeFileSync(path, content, { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      // There was room for its name alone: nobody could know from it that its holder has ended.
      fs.rmSync(path, { force: true });
      throw error;
    }
  }

  private isExpired(path: string): boolean {
    if (this.isDeadHere(path)) return true;
    try {
      return this.ageOf(path) > this.expired * 1000;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  }

  /** Milliseconds since the last sign of life. */
  private ageOf(path: string): number {
    const [now, dated] = [fileClock(this.folder), fs.statSync(path).mtimeMs];
    if (dated <= now) return now - dated;
    const before = this.ahead.get(path);
    if (before?.dated === dated) return Math.max(0, now - before.at);
    this.ahead.set(path, { dated, at: now });
    return 0;
  }

  /** Whether its holder is known to have ended: nobody waits for it then. */
  private isDeadHere(path: string): boolean {
    const holder = this.saidIn(path);
    return holder !== null && hasEnded(holder, this.holder);
  }

  /** What the holder wrote; null where it is gone, not written yet, or of another edition. */
  private saidIn(path: string): z.infer<typeof leaseSchema> | null {
    try {
      return leaseSchema.parse(JSON.parse(fs.readFileSync(path, 'utf8')));
    } catch {
      return null;
    }
  }
}
