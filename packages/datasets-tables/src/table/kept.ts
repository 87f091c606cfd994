import { Growing, type Part, setParts } from '@seedbed/core';
import { partNamed } from '../files/parts.js';
import { named } from '../names.js';
import type { Cell, TableReader } from '../readers/cell.js';
import { type Column, NameColumn, NumberColumn } from './columns.js';
import { type Fault, faultOf } from './faults.js';
import type { Roles } from './roles.js';

/** More words of a column, or classes, are none. */
const most = { category: 4096, class: 65_536, group: 100_000_000, part: 64 } as const;

/** A column that is kept, what for, and what it lacks. */
export interface KeptColumn<Kind extends Column = Column> {
  readonly name: string;
  readonly use: Fault['use'];
  readonly column: Kind;
  /** Names that it may hold, where the options say which. */
  readonly expected: readonly string[];
  /** How many of its values are missing, and where the first one is. */
  missing: number;
  firstMissing: string | undefined;
}

/** All rows of a table, or of those of several parts: the numbers of the columns that are used, and nothing else. */
export class KeptTable {
  readonly inputs: readonly KeptColumn[];
  readonly targets: readonly KeptColumn<NumberColumn>[];
  readonly class: KeptColumn<NameColumn> | undefined;
  readonly group: KeptColumn<NameColumn> | undefined;
  private readonly part: KeptColumn<NameColumn> | undefined;
  private readonly ofFiles = new Growing(Uint8Array);
  /** By the number of a name of the column `part`. */
  private readonly namedParts: Part[] = [];

  /** @param classes all of them, where the options name them. */
  constructor(roles: Roles, classes: readonly string[] | undefined) {
    const names = (use: keyof typeof most, name: string | undefined, expected?: readonly string[]) =>
      name === undefined ? undefined : kept(name, use, new NameColumn({ most: most[use], ...(expected && { accept: among(expected) }) }), expected?.map(named)); // prettier-ignore
    this.inputs = roles.inputs.map(({ name, words }) =>
      words === null ? kept(name, 'input', new NumberColumn()) : names('category', name, words)!,
    );
    this.targets = roles.targets.map(({ name }) => kept(name, 'target', new NumberColumn()));
    this.class = names('class', roles.class, classes);
    this.group = names('group', roles.group);
    this.part = roles.part === undefined ? undefined : kept(roles.part, 'part', new NameColumn({ most: most.part, accept: (name) => partNamed(name) !== undefined })); // prettier-ignore
  }

  get columns(): readonly KeptColumn[] {
    return [...this.inputs, ...this.targets, ...[this.class, this.group, this.part].flatMap((each) => each ?? [])];
  }

  get rows(): number {
    return this.ofFiles.length;
  }

  partOf(row: number): Part {
    if (!this.part) return setParts[this.ofFiles.at(row)]!;
    const code = this.part.column.at(row);
    return (this.namedParts[code] ??= partNamed(this.part.column.names[code - 1]!)!);
  }

  /**
   * Reads all rows of a table.
   * @param part of the file; a column that says the part goes before it.
   * @throws SeedbedError SB_DATA_TABLE with row and column of what cannot be taken.
   */
  async read(table: TableReader, part: Part, onRows: (read: number) => void = () => {}): Promise<void> {
    const number = setParts.indexOf(part);
    for await (const batch of table.batches()) {
      const faults: { fault: Fault; row: number; kept: KeptColumn }[] = [];
      for (const kept of this.columns) {
        const cells = await batch.column(kept.name);
        const wrong = taken(kept, cells, batch.rows, (row) => `${table.where}: ${batch.place(row)}`);
        if (wrong) faults.push({ ...wrong, fault: faultAt(kept, wrong, cells, batch.place(wrong.row)), kept });
      }
      const [first] = faults.sort((a, b) => a.row - b.row);
      if (first) throw faultOf(table.where, faults.map(({ fault }) => fault), first.kept.expected, most[first.kept.use as keyof typeof most]); // prettier-ignore
      for (let row = 0; row < batch.rows; row++) this.ofFiles.add(number);
      onRows(batch.rows);
    }
  }
}

const among = (names: readonly string[]) => {
  const all = new Set(names.map(named));
  return (name: string) => all.has(name);
};

const kept = <Kind extends Column>(name: string, use: Fault['use'], column: Kind, expected: readonly string[] = []): KeptColumn<Kind> =>
  ({ name, use, column, expected, missing: 0, firstMissing: undefined }); // prettier-ignore

/** @returns the first row that cannot be taken, and why. */
function taken(kept: KeptColumn, cells: ArrayLike<Cell>, rows: number, place: (row: number) => string) {
  for (let row = 0; row < rows; row++) {
    const outcome = kept.column.add(cells[row]);
    if (outcome === 'taken') continue;
    if (outcome !== 'missing') return { row, wrong: outcome };
    kept.missing += 1;
    kept.firstMissing ??= place(row);
  }
  return undefined;
}

const faultAt = ({ name, use }: KeptColumn, { wrong, row }: { wrong: Fault['wrong']; row: number }, cells: ArrayLike<Cell>, place: string): Fault =>
  ({ column: name, wrong, cell: cells[row], place, use }); // prettier-ignore
