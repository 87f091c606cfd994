import { AsyncLocalStorage } from 'node:async_hooks';
import { exitCodes, type ExitCode, type SeedbedError } from '@seedbed/core';

/** What the guard knows of one run, or of a plugin that is imported or opens its data. */
export interface AuditedRun {
  /** The first thing that was caught: code that swallows the error does not save the run. */
  caught: SeedbedError | null;
  /** For messages, as "in a run". */
  readonly when: string;
  readonly exitCode: ExitCode;
  /** The way out, where it is not that of the cause. */
  readonly hint?: string;
  /** Names of packages that may do what is else an error: the plugin's author says so, with a reason. */
  readonly allows: readonly string[];
}

const ofPlugins = {
  exitCode: exitCodes.checkFailed,
  hint: 'What a plugin gives follows from its files and options alone. A library that does this for itself is allowed in the package.json of the plugin, with the reason (docs/plugins.md).',
};

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
 * @throws SeedbedError with the code of a cause, as SB_UNSEEDED_RANDOM (exit 3), when anything was caught.
 */
export const auditRun = <O extends object, T>(options: O, body: (options: O) => Promise<T>): Promise<T> =>
  audit({ when: 'in a run', exitCode: exitCodes.runsFailed, allows: [] }, options, body);

/**
 * The same for a plugin that opens its data.
 * @param name of the data set.
 * @param allows packages that may do what is else an error.
 * @throws SeedbedError as `auditRun`, with exit 1.
 */
export const auditOpening = <O extends object, T>(
  name: string,
  allows: readonly string[],
  options: O,
  body: (options: O) => Promise<T>,
): Promise<T> => audit({ ...ofPlugins, when: `while data set "${name}" was opened`, allows }, options, body);

/** The same for a plugin that is loaded, all at once. @throws SeedbedError as `auditOpening`. */
export function auditImport<T>(name: string, allows: readonly string[], body: () => T): T {
  const run = { ...ofPlugins, when: `while "${name}" was imported`, allows, caught: null };
  running++;
  try {
    const result = contexts.run(run, body);
    refuseCaught(run);
    return result;
  } catch (error) {
    refuseCaught(run);
    throw error;
  } finally {
    running--;
  }
}

async function audit<O extends object, T>(
  about: Omit<AuditedRun, 'caught'>,
  options: O,
  body: (options: O) => Promise<T>,
): Promise<T> {
  const run: AuditedRun = { ...about, caught: null };
  running++;
  try {
    const result = await contexts.run(run, () => body(watching(options)));
    refuseCaught(run);
    return result;
  } catch (error) {
    refuseCaught(run);
    throw error;
  } finally {
    running--;
  }
}

function refuseCaught({ caught }: AuditedRun): void {
  if (caught) throw caught;
}
