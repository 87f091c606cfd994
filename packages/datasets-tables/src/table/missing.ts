import { count, firstOf } from '@seedbed/core/words';
import { tableFault } from '../errors.js';
import type { KeptColumn, KeptTable } from './kept.js';
import type { TableOptions } from './options.js';

/** Rows that remain, and what a note says of the others. */
export interface Remaining {
  /** 1 for a row that remains; null where all do. */
  readonly rows: Uint8Array | null;
  readonly notes: readonly string[];
}

/**
 * What becomes of missing values.
 * @throws SeedbedError SB_DATA_TABLE that names the first of them and counts all, where they are refused: any unless the
 * options say otherwise; of a target, a class, a group or a part also where an indicator is asked for.
 */
export function withoutMissing(table: KeptTable, missing: TableOptions['missing']): Remaining {
  const columns = table.columns.filter((each) => each.missing > 0);
  const refused = missing === 'dropRows' ? [] : missing === 'refuse' ? columns : columns.filter(isAnswer);
  if (refused.length > 0) throw refusal(refused, missing);
  if (missing !== 'dropRows' || columns.length === 0) return { rows: null, notes: [] };
  const rows = new Uint8Array(table.rows);
  let remaining = 0;
  for (let row = 0; row < rows.length; row++) {
    if (columns.some(({ column }) => column.isMissing(row))) continue;
    rows[row] = 1;
    remaining += 1;
  }
  const left = rows.length - remaining;
  return {
    rows,
    notes: [`Left out, since a value is missing: ${left} of ${count(rows.length, 'row')} (${countsOf(columns)}).`],
  };
}

const isAnswer = ({ use }: KeptColumn) => use !== 'input' && use !== 'category';

const countsOf = (columns: readonly KeptColumn[]) => firstOf(columns.map(({ name, missing }) => `${name} ${missing}`));

function refusal(columns: readonly KeptColumn[], missing: TableOptions['missing']) {
  const [first] = columns;
  const all = columns.reduce((sum, each) => sum + each.missing, 0);
  const more = all === 1 ? '' : `, the first of ${count(all, 'missing value')} (${countsOf(columns)})`;
  const indicator = missing === 'indicator' || columns.some(isAnswer) ? '' : ', or "missing: indicator" for 0 and a column that says so'; // prettier-ignore
  return tableFault(
    first!.firstMissing!,
    `column "${first!.name}" has no value${more}`,
    `Fill them in, or say "missing: dropRows" to leave these rows out${indicator}.`,
  );
}
