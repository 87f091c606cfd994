import { SeedbedError } from '../errors.js';

const isMessage = (value: unknown): value is string => typeof value === 'string' && value.length > 0;

/** A value as a message shows it: one line, short. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** The plugin answered something that the contract of data sets does not allow. */
export function wrongAnswer(name: string, what: string): SeedbedError {
  return new SeedbedError('SB_DATASET_ANSWER', `data set "${name}": ${what}`, {
    hint: 'This is a fault of the plugin. Its conformance kit (docs/plugins.md) shows what else is wrong.',
  });
}

/**
 * What a plugin threw, as an error that names it. Errors of Seedbed and of the audit stay as they are.
 * @param doing the call that failed, as `open()`.
 */
export function failedCall(name: string, doing: string, thrown: unknown): SeedbedError {
  if (thrown instanceof SeedbedError && isMessage(thrown.code) && isMessage(thrown.message)) return thrown;
  const message = thrown instanceof Error && isMessage(thrown.message) ? thrown.message.split('\n')[0] : undefined;
  const what =
    message === undefined ? `threw ${shown(thrown)}, which is no error with a message` : `failed, ${message}`;
  return new SeedbedError('SB_DATASET_FAILED', `data set "${name}": ${doing} ${what}`, {
    hint: 'This is a fault of the plugin, or of what it reads; --debug shows where it failed.',
    cause: thrown,
  });
}
