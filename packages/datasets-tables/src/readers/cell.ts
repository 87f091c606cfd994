/** What a table holds in one place: text of a text file, or a value with a type. Null and undefined are nothing. */
export type Cell = string | number | bigint | boolean | object | null | undefined;

/** Some rows of a table, one behind the other. */
export interface Batch {
  readonly rows: number;
  /** The cells of a column in these rows. @param name one of `TableReader.columns`. */
  column(name: string): ArrayLike<Cell> | Promise<ArrayLike<Cell>>;
  /** What a person calls a row of it: "line 7" of a text, as an editor counts, or "row 7". */
  place(row: number): string;
}

/** A table that was opened. */
export interface TableReader {
  /** What a person calls the file. */
  readonly where: string;
  /** Names of the columns, composed, in the file's order; an empty one has none. */
  readonly columns: readonly string[];
  /** How many rows there are, where the file says so. */
  readonly rows?: number;
  /** All rows, from the first one. */
  batches(): AsyncGenerator<Batch, void, undefined>;
}

/** Cells of a batch of text: so many that a call costs little beside them, however wide the table is. */
export const batchCells = 65_536;
