import type { ReportModel } from '../data/model.js';
import type { ExportFiles } from './files.js';
import { tidyTables } from './tables.js';

/** What a spreadsheet would compute (=, +, -, @, whatever space comes first) is text there with an apostrophe in front. */
const inert = (text: string) => (/^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(text) ? `'${text}` : text);

/** RFC 4180: quoted where needed (some spreadsheets part at semicolons), CRLF; nothing for a value that is not there. */
const field = (value: string | number | null) => {
  const written = typeof value === 'string' ? inert(value) : String(value ?? '');
  return /[",;\t\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
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
