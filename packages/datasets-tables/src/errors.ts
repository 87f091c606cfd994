import { SeedbedError, wayOut } from '@seedbed/core';

/** Words out of a file, as a line of an error can show them. */
const oneLine = (words: string) => words.replace(/[\p{Cc}\p{Cs}]+/gu, ' ');

/** A value out of a file, in quotes and not too long. */
export const quoted = (value: unknown): string => {
  const text = oneLine(typeof value === 'string' ? value : String(value));
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
};

/** A row or a column of a table that cannot be taken. @param where the file, and the line where there is one. */
export const tableFault = (where: string, what: string, hint: string): SeedbedError =>
  new SeedbedError('SB_DATA_TABLE', `${where}: ${oneLine(what)}`, { hint });

/** An array that cannot be taken. @param where the file, and the array in it where it holds several. */
export const arrayFault = (where: string, what: string, hint: string): SeedbedError =>
  new SeedbedError('SB_DATA_ARRAY', `${where}: ${oneLine(what)}`, { hint });

/** The data are not where they were looked for. */
export const missing = (title: string, what: string, obtain: string): SeedbedError =>
  new SeedbedError('SB_DATA_MISSING', `${title}: ${what}`, { hint: obtain });

/** Files of which it is unclear what they are for. */
export const unclear = (where: string, what: string, hint: string): SeedbedError =>
  new SeedbedError('SB_DATA_LAYOUT', `${where}: ${oneLine(what)}`, { hint });

/** A compressed file that is broken, or that unpacks to far too much. */
export const badArchive = (
  where: string,
  what: string,
  cause?: unknown,
  hint = 'Get the file again from where it came from.',
): SeedbedError => new SeedbedError('SB_DATA_ARCHIVE', `${where}: ${what}`, { hint, cause });

/** A file that is there and cannot be read. */
export const unreadable = (where: string, cause: unknown): SeedbedError =>
  new SeedbedError('SB_DATA_READ', `${where}: cannot be read, ${(cause as Error).message}`, {
    hint: wayOut(cause),
    cause,
  });
