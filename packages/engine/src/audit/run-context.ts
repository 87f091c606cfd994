import { AsyncLocalStorage } from 'node:async_hooks';
import type { SeedbedError } from '@seedbed/core';

/** What the guard knows of one run. */
export interface AuditedRun {
  /** The first thing that was caught: code that swallows the error does not save the run. */
  caught: SeedbedError | null;
}

const contexts = new AsyncLocalStorage<AuditedRun | null>();
let running = 0;

/** The run that the calling code belongs to; null for code beside runs: timers, messages, watchers, other work. */
export const currentRun = (): AuditedRun | null => (running > 0 ? (contexts.getStore() ?? null) : null);

/** Calls `body` as code beside the run. */
export const besideRun = <T>(body: () => T): T => contexts.run(null, body);

/** The same options; functions among them, which watch a run and are no part of it, are called beside it. */
function watching<T extends object>(options: T): T {
  const entries = Object.entries(options).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'function'
      ? (...values: unknown[]) => besideRun(() => Reflect.apply(value, options, values))
      : value,
  ]);
  return Object.fromEntries(entries) as T;
}

/**
 * Runs `body` as a run: what it does, at once or later, is guarded, and nothing else is.
 * @param options handed on to `body`; its functions are called outside of the guard.
 * @throws SeedbedError SB_UNSEEDED_RANDOM or SB_CLOCK_IN_RUN (exit 3) when anything was caught.
 */
export async function auditRun<O extends object, T>(options: O, body: (options: O) => Promise<T>): Promise<T> {
  const run: AuditedRun = { caught: null };
  running++;
  try {
    const result = await contexts.run(run, () => body(watching(options)));
    if (run.caught) throw run.caught;
    return result;
  } catch (error) {
    throw run.caught ?? error;
  } finally {
    running--;
  }
}
