import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ReportModel } from '../data/model.js';
import type { ExportFiles } from './files.js';
import { tidyTables } from './tables.js';

/** One Parquet file a table: the tables of `exportCsv`, typed. */
export function exportParquet(model: ReportModel): ExportFiles {
  return new Map(
    tidyTables(model).map(({ name, columns, rows }) => {
      const columnData = columns.map((column, index) => ({
        name: column.name,
        type: column.type,
        nullable: true,
        data: rows.map((row) => row[index] ?? null),
      }));
      return [`${name}.parquet`, new Uint8Array(parquetWriteBuffer({ columnData }))] as const;
    }),
  );
}
