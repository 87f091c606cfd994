import { SeedbedError, wayOut } from '@seedbed/core';

/** The data are not where they were looked for. */
export const missing = (title: string, what: string, obtain: string): SeedbedError =>
  new SeedbedError('SB_DATA_MISSING', `${title}: ${what}`, { hint: obtain });

/** Words from a file, as a line of an error can show them. */
const shown = (words: string) => `${words.slice(0, 300)}${words.length > 300 ? '…' : ''}`.replace(/\p{Cc}+/gu, ' ');

/** A list or a layout that cannot be understood. */
export const malformed = (
  where: string,
  what: string,
  hint = 'Unpack the original archive again, or compare the folder with the layout in the data set’s README.',
): SeedbedError => new SeedbedError('SB_DATA_LAYOUT', `${where}: ${shown(what)}`, { hint });

/** An archive that is broken, or that asks for what no data set needs. */
export const badArchive = (
  archive: string,
  what: string,
  cause?: unknown,
  hint = 'Get the archive again from where the data set is published.',
): SeedbedError =>
  new SeedbedError('SB_DATA_ARCHIVE', `${archive}: ${what}`, {
    hint,
    cause,
  });

/** A file that is there and cannot be read. */
export const unreadable = (path: string, cause: unknown): SeedbedError =>
  new SeedbedError('SB_DATA_READ', `${path}: cannot be read, ${(cause as Error).message}`, {
    hint: `${wayOut(cause)}; or take it out of the folder`,
    cause,
  });

/** An error of this package stays as it is; any other becomes what `wrap` makes of it. */
export function wrapping<T>(action: () => T, wrap: (cause: unknown) => SeedbedError): T {
  try {
    return action();
  } catch (cause) {
    throw cause instanceof SeedbedError ? cause : wrap(cause);
  }
}
