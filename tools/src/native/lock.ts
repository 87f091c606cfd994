import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who holds a lock. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** Within what the process id counts: a boot of a machine, and a PID namespace of it. */
  readonly space: string;
  readonly token: string;
}

export interface LockOptions {
  readonly signal: AbortSignal;
  /** Called once when somebody else has it. */
  readonly onWait: (owner: Owner | undefined) => void;
  /** How often the owner touches the file, how often a waiter looks, how long an untouched file counts as held (ms). */
  readonly beat?: number;
  readonly poll?: number;
  readonly patience?: number;
}

/**
 * Takes the lock file, waiting for its owner; resolves to the function that gives it back.
 * The owner touches the file while it lives. A waiter takes over when the owner's process is gone (where its id counts) or when
 * the file stays untouched for `patience`: that also covers other hosts and re-used process ids, comparing no clocks.
 * Stages rename finished files into place, so even two owners could only waste work, not damage anything.
 */
export async function acquireLock(file: string, options: LockOptions): Promise<() => void> {
  const { signal, onWait, beat = 5_000, poll = 300, patience = 60_000 } = options;
  const mine: Owner = { pid: process.pid, host: hostname(), space: pidSpace(), token: randomUUID() };
  let announced = false;
  let seen = { touched: Number.NaN, at: 0 };
  for (;;) {
    signal.throwIfAborted();
    if (create(file, mine)) return hold(file, mine, beat);
    const owner = readOwner(file);
    const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (touched === undefined) continue;
    if (touched !== seen.touched) seen = { touched, at: performance.now() };
    if (isGone(owner, mine.space) || performance.now() - seen.at > patience) {
      takeAway(file, owner);
      continue;
    }
    if (!announced) onWait(owner);
    announced = true;
    await sleep(poll, undefined, { signal });
  }
}

/** Whether the owner surely no longer runs: only where its process id counts this can be told. */
export function isGone(owner: Owner | undefined, space: string, alive = isAlive): boolean {
  return owner !== undefined && owner.space === space && !alive(owner.pid);
}

/** Containers may share a host's name and the cache, but not its process ids. */
function pidSpace(): string {
  if (platform() !== 'linux') return hostname();
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return randomUUID();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function create(file: string, owner: Owner): boolean {
  try {
    writeFileSync(file, JSON.stringify(owner), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function hold(file: string, mine: Owner, beat: number): () => void {
  const timer = setInterval(() => {
    if (readOwner(file)?.token === mine.token) utimesSync(file, new Date(), new Date());
  }, beat);
  timer.unref();
  return () => {
    clearInterval(timer);
    if (readOwner(file)?.token === mine.token) rmSync(file, { force: true });
  };
}

// Two waiters may find the same lock stale: the one that renames it first wins, and if it caught a newer lock instead,
// that one is put back.
function takeAway(file: string, stale: Owner | undefined): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const caught = readOwner(aside);
  if (caught !== undefined && caught.token !== stale?.token) create(file, caught);
  rmSync(aside, { force: true });
}

// Undefined while its owner is still writing it, or when it is gone.
function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}
