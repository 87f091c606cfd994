import { type Content, type NumericTarget, setParts } from '@seedbed/core';
import { count, firstOf } from '@seedbed/core/words';
import { tableFault } from '../errors.js';
import { printable } from '../names.js';
import { copiesIn } from './copies.js';
import { constantIn, featuresOf, inOrder } from './features.js';
import type { KeptTable } from './kept.js';
import { withoutMissing } from './missing.js';
import type { TableOptions } from './options.js';
import type { Roles } from './roles.js';

/**
 * What a table that was read holds.
 * @throws SeedbedError SB_DATA_TABLE where no row remains, or values are missing.
 */
export function contentOf(where: string, table: KeptTable, roles: Roles, { missing }: TableOptions): Content {
  const remaining = withoutMissing(table, missing);
  const rows = remainingRows(table.rows, remaining.rows);
  if (rows.length === 0) throw tableFault(where, table.rows === 0 ? 'has no rows' : 'has no row in which nothing is missing', 'Rows with values are expected.'); // prettier-ignore
  if (!rows.some((row) => table.partOf(row) === 'train')) throw tableFault(where, 'has no row to train on', 'Rows of the part train are expected: correct the column that says the part, or take it out of the options.'); // prettier-ignore
  const features = featuresOf(table, rows, missing);
  const names = features.flatMap((feature) => feature.names);
  const classes = table.class && inOrder(table.class.column, rows, table.class.expected);
  return {
    inputs: { shape: [names.length], type: 'float32' },
    columns: names.map(printable),
    ...(classes && { classes: classes.words }),
    ...(roles.targets.length > 0 && { targets: roles.targets.map(({ name, unit }): NumericTarget => ({ name, ...(unit !== undefined && { unit }) })) }), // prettier-ignore
    ...(table.group && { grouped: true }),
    async examples(add) {
      // One memory for all: who is given an example takes it at once.
      const values = new Float32Array(names.length);
      const targets = new Float32Array(table.targets.length);
      for (const row of rows) {
        let at = 0;
        for (const feature of features) {
          feature.write(row, values, at);
          at += feature.names.length;
        }
        for (const [index, { column }] of table.targets.entries()) targets[index] = column.at(row);
        add({
          part: table.partOf(row),
          ...(classes && { class: classes.placeOf[table.class!.column.at(row)]! }),
          ...(targets.length > 0 && { targets }),
          ...(table.group && { group: table.group.column.at(row) - 1 }),
          values,
        });
      }
      return [...remaining.notes, ...notesOn(table, rows, roles)].map(cut);
    },
  };
}

const remainingRows = (all: number, kept: Uint8Array | null): Uint32Array =>
  kept ? Uint32Array.from(kept.keys()).filter((row) => kept[row] === 1) : Uint32Array.from({ length: all }, (_, row) => row); // prettier-ignore

/** A note that names columns may be long. */
const cut = (note: string) => (note.length > 2000 ? `${note.slice(0, 2000)}…` : note);

function notesOn(table: KeptTable, rows: Uint32Array, { leftOut }: Roles): string[] {
  const partOf = (row: number) => setParts.indexOf(table.partOf(row));
  const answers = [...table.targets, ...(table.class ? [table.class] : [])];
  const { repeated, alsoInFirst } = copiesIn([...table.inputs, ...answers].map(({ column }) => column), rows, partOf); // prettier-ignore
  const constant = constantIn(table.inputs, rows);
  const parted = groupsInSeveral(table, rows, partOf);
  return [
    ...(leftOut.length > 0 ? [`Not used, since pandas keeps its index in it: ${firstOf(leftOut)}.`] : []),
    ...(constant.length > 0 ? [`The same value in every row: ${firstOf(constant)}.`] : []),
    ...(repeated > 0 ? [`Rows that are copies of an earlier one: ${count(repeated, 'row')}.`] : []),
    ...alsoInFirst.flatMap((rows, part) => (rows > 0 ? [`Rows of ${setParts[part]} that are in train, too: ${count(rows, 'row')}.`] : [])), // prettier-ignore
    ...(parted > 0 ? [`Groups with rows in more than one part: ${count(parted, 'group')}.`] : []),
  ];
}

function groupsInSeveral({ group }: KeptTable, rows: Uint32Array, partOf: (row: number) => number): number {
  if (!group) return 0;
  const parts = new Uint8Array(group.column.names.length + 1);
  for (const row of rows) parts[group.column.at(row)]! |= 1 << partOf(row);
  return parts.reduce((sum, mask) => sum + ((mask & (mask - 1)) === 0 ? 0 : 1), 0);
}
