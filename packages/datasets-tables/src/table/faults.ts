import { firstOf } from '@seedbed/core/words';
import { quoted, tableFault } from '../errors.js';
import type { Cell } from '../readers/cell.js';
import type { Wrong } from './columns.js';

/** The first cell of a column that cannot be taken. */
export interface Fault {
  readonly column: string;
  readonly wrong: Wrong;
  readonly cell: Cell;
  /** `line 7`. */
  readonly place: string;
  /** What the column is for, and what it may hold, in words of the options. */
  readonly use: 'input' | 'category' | 'target' | 'class' | 'group' | 'part';
}

const words: Readonly<Record<Wrong, string>> = {
  text: 'is no number',
  date: 'is a date and no number',
  comma: 'has a comma in a number',
  infinite: 'is infinite',
  large: 'is larger than single precision has (3.4e38)',
  bytes: 'holds bytes',
  nested: 'holds a list or an object',
  mixed: 'is in a column of both numbers and true or false',
  inexact: 'is a whole number beyond 2^53, which JSON and double precision do not tell from its neighbors',
  unprintable: 'holds characters that are no text',
  long: 'is longer than a name is',
  unknown: 'is not expected here',
  many: 'is one different value too many',
};

const leave = 'leave the column out by naming the others under columns';

const ways: Readonly<Record<Exclude<Wrong, 'text' | 'unknown' | 'many'>, string>> = {
  date: `Write dates as numbers (days, seconds, the month) in columns of their own, or ${leave}.`,
  comma:
    "Write numbers with a point and without separators: pandas.read_csv(path, sep=';', decimal=',') reads the others, and to_csv(path, index=False) writes them so.",
  infinite: `Correct the value, or leave it empty and say under missing what is to become of it.`,
  large: 'Write the column in another unit, or its logarithm.',
  bytes: `Pictures and arrays are for the data set "arrays"; otherwise ${leave}.`,
  nested: `Write a column for each of its numbers, or ${leave}.`,
  mixed: 'Write 1 and 0 in place of true and false.',
  inexact: 'Write it as text, in quotes.',
  unprintable: 'Correct the text.',
  long: `Shorten it, or ${leave}.`,
};

/** @param expected what an unknown name could have been. @param most how many different names there may be. */
export function faultOf(where: string, faults: readonly Fault[], expected: readonly string[], most: number) {
  const { column, wrong, cell, place, use } = faults[0]!;
  const value = typeof cell === 'object' ? '' : `${quoted(cell)} `;
  const what = `column ${quoted(column)}: ${value}${words[wrong]}`;
  const fault = (more: string, hint: string) => tableFault(`${where}: ${place}`, `${what}${more}`, hint);
  if (wrong === 'text' && use === 'input') {
    const alike = faults.filter((each) => each.wrong === 'text' && each.use === 'input').map((each) => each.column);
    const more = alike.length > 1 ? `; the columns ${firstOf(alike)} hold text` : '';
    return fault(more, `List ${alike.length > 1 ? 'those of words' : 'it'} under categories, or ${leave}.`);
  }
  if (wrong === 'text') return fault('', 'Numbers are to be predicted: correct the value, or name the column under class.'); // prettier-ignore
  if (wrong === 'unknown') return fault('', `Expected ${use === 'part' ? 'train, validation or test' : `one of ${firstOf(expected, 20)}`}: correct the value, or the list in the options.`); // prettier-ignore
  if (wrong === 'many') return fault(`: there are more than ${most}`, use === 'class' ? 'Name a column of numbers under target.' : `Is it a number of the row? Then ${leave}.`); // prettier-ignore
  return fault('', ways[wrong]);
}
