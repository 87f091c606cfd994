import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { fileClock } from './file-clock.js';
import { cannotWrite } from './whole.js';

/** Who trains a run, for people. */
export interface Holder {
  readonly host: string;
  readonly pid: number;
}

/** Seconds between two signs of life, and the silence after which a holder counts as gone. */
export const leaseSeconds = { renewed: 20, expired: 120 } as const;

/**
 * `leases/<run id>`: which runs are in hand, so that processes that share a store, on whatever machines, train each run
 * once. A lease is a file that its holder touches again and again; one that nobody touches any more is free. Ages are taken
 * from the file system's own clock, so machines whose clocks differ agree. Should two ever hold one run, as after a process
 * slept through its lease, both write the same manifest: a run id stands for the same bits.
 */
export class Leases {
  private readonly folder: string;
  private readonly held = new Map<string, string>();

  constructor(
    store: string,
    private readonly holder: Holder,
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
    const content = `${JSON.stringify({ ...this.holder, token: randomBytes(8).toString('hex') })}\n`;
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

  /** Who holds a run, or null. */
  holderOf(id: string): Holder | null {
    try {
      const path = this.pathOf(id);
      return this.isExpired(path) ? null : (JSON.parse(fs.readFileSync(path, 'utf8')) as Holder);
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
      // There was room for its name alone: nobody could tell from it that its holder has ended.
      fs.rmSync(path, { force: true });
      throw error;
    }
  }

  private isExpired(path: string): boolean {
    if (this.isDeadHere(path)) return true;
    try {
      return fileClock(this.folder) - fs.statSync(path).mtimeMs > this.expired * 1000;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  }

  /** Whether its holder was a process of this machine and has ended: nobody waits for it then. */
  private isDeadHere(path: string): boolean {
    try {
      const { host, pid } = JSON.parse(fs.readFileSync(path, 'utf8')) as Holder;
      if (host !== this.holder.host || pid === this.holder.pid) return false;
      process.kill(pid, 0);
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ESRCH';
    }
  }
}
