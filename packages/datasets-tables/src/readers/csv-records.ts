import { CsvError, parse, type Parser } from 'csv-parse';
import { tableFault } from '../errors.js';
import { batchCells } from './cell.js';

/** A row of a text, and its line: the first one where it has several. */
export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Characters. A quote that is not closed would take the rest of the file into one cell. */
const longestRow = 64 * 1024 * 1024;

/**
 * All records of a text, also that of names. Empty lines are none.
 * @throws SeedbedError SB_DATA_TABLE for quotes that are not closed or within a cell.
 */
export async function* batchesOfRecords(
  pieces: AsyncIterable<string>,
  delimiter: string,
  where: string,
): AsyncGenerator<readonly Row[], void, undefined> {
  let records: Row[] = [];
  let cellCount = 0;
  const lines = new Lines();
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: longestRow,
    on_record: (cells: string[], { lines: line, empty_lines: empty }) => {
      records.push({ cells, line: lines.next(cells, line, empty) });
      cellCount += cells.length;
      return null;
    },
  });
  // Its failure shows where it is written to; here it only must not go unheard.
  parser.on('error', () => undefined);
  try {
    for await (const piece of pieces) {
      await written(parser, piece);
      if (cellCount < batchCells) continue;
      yield records;
      records = [];
      cellCount = 0;
    }
    await ended(parser);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw malformed(where, lines.after(parser.info.empty_lines), error);
  } finally {
    parser.destroy();
  }
  if (records.length > 0) yield records;
}

/**
 * Lines as an editor counts them. The library counts a line break of two characters within quotes twice, so of rows with
 * such breaks the cells are looked at.
 */
class Lines {
  private counted = 0;
  private empty = 0;
  /** The last line of what was read. */
  private last = 0;

  /** The line in which a record begins. */
  next(cells: readonly string[], counted: number, empty: number): number {
    const first = this.after(empty);
    const hasBreaks = counted - this.counted > 1 + empty - this.empty;
    const breaks = hasBreaks ? cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0) : 0;
    this.last = first + breaks;
    this.counted = counted;
    this.empty = empty;
    return first;
  }

  /** The line behind all that was read. @param empty empty lines so far. */
  after(empty: number): number {
    return this.last + 1 + empty - this.empty;
  }
}

const written = (parser: Parser, text: string) =>
  new Promise<void>((resolve, reject) => {
    parser.write(text, (error) => (error ? reject(error) : resolve()));
  });

const ended = (parser: Parser) =>
  new Promise<void>((resolve, reject) => {
    parser.once('error', reject);
    parser.once('end', resolve);
    parser.resume();
    parser.end();
  });

function malformed(where: string, line: number, { code }: CsvError) {
  const what = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE' ? 'a quote that opens in this row is not closed' : 'a quote is within a cell'; // prettier-ignore
  return tableFault(
    `${where}: line ${line}`,
    what,
    'Put the whole cell in quotes, and write a quote within it twice: "a ""b"" c".',
  );
}
