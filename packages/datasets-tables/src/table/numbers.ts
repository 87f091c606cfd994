import type { Cell } from '../readers/cell.js';

/** Why a cell is no number. */
export type NoNumber = 'text' | 'date' | 'comma' | 'infinite' | 'large' | 'bytes' | 'nested' | 'mixed';

/** How files say that a value is not there. */
const missingWords: ReadonlySet<string> = new Set(['', '?', 'NA', 'NaN', 'nan', 'NAN', 'null', 'NULL', 'Null']);

/** Whether a cell holds nothing: empty, `NA`, `NaN`, `null` or `?`, or what a file with types has for it. */
export const isMissing = (cell: Cell): boolean =>
  cell === null ||
  cell === undefined ||
  (typeof cell === 'string' ? missingWords.has(cell.trim()) : Number.isNaN(cell));

/** A cell as a number in single precision, NaN where nothing is there, or why it is none. */
export function numberOf(cell: Cell): number | NoNumber {
  if (typeof cell === 'string') return numberIn(cell.trim());
  if (typeof cell === 'number') return Number.isNaN(cell) ? NaN : inSinglePrecision(cell);
  if (typeof cell === 'bigint') return inSinglePrecision(Number(cell));
  if (cell === null || cell === undefined) return NaN;
  if (typeof cell === 'boolean') return 'text';
  return cell instanceof Uint8Array ? 'bytes' : 'nested';
}

/** `true` or `false` as 1 or 0, however a program spells them; undefined for anything else. */
export function truthOf(cell: Cell): 0 | 1 | undefined {
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  if (typeof cell !== 'string') return undefined;
  const word = cell.trim().toLowerCase();
  return word === 'true' ? 1 : word === 'false' ? 0 : undefined;
}

function numberIn(text: string): number | NoNumber {
  // Not Number() alone: it takes "" for 0, and reads hexadecimal.
  const number = text === '' ? NaN : Number(text);
  if (Number.isNaN(number) || /^0[xob]/i.test(text)) return missingWords.has(text) ? NaN : whyNone(text);
  if (!Number.isFinite(number) && !/inf/i.test(text)) return 'large';
  return inSinglePrecision(number);
}

function inSinglePrecision(number: number): number | NoNumber {
  // Adding zero makes 0 of -0: one number, one way to write it.
  const single = Math.fround(number) + 0;
  if (Number.isFinite(single)) return single;
  return Number.isFinite(number) ? 'large' : 'infinite';
}

function whyNone(text: string): NoNumber {
  if (/^[+-]?inf(inity)?$/i.test(text)) return 'infinite';
  if (/^[+-]?\d+([.'\u00a0\u202f ]\d{3})*,\d+$/.test(text) || /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text))
    return 'comma';
  if (/^\d{4}-\d{1,2}-\d{1,2}([T ].*)?$/.test(text) || /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}( .*)?$/.test(text))
    return 'date';
  return 'text';
}
