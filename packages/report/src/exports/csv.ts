import type { ReportModel } from '../data/model.js';
import type { ExportFiles } from './files.js';
import { tidyTables } from './tables.js';

/** RFC 4180: quoted where needed, CRLF; nothing for a value that is not there. */
const field = (value: string | number | null) => {
  const written = value === null ? '' : String(value);
  return /[",\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
};

/** One tidy CSV file a table. */
export function exportCsv(model: ReportModel): ExportFiles {
  return new Map(
    tidyTables(model).map(({ name, columns, rows }) => {
      const lines = [columns.map((column) => column.name), ...rows].map((row) => row.map(field).join(','));
      return [`${name}.csv`, `${lines.join('\r\n')}\r\n`] as const;
    }),
  );
}
