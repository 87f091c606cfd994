import { format, resolveConfig } from 'prettier';
import { stringify } from 'yaml';
import { root } from './root.mjs';

/** Text in a cell of a table. */
const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

/** @param rows Cells as Markdown; `|` in them is escaped. */
export const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`);

export const code = (text) => `\`${text}\``;

/** A value in YAML, on one line. */
export const yaml = (value) =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, singleQuote: true })
    .trim()
    .replaceAll('[ ', '[')
    .replaceAll(' ]', ']');

/** Lines as a page, in the form that `npm run check` asks for. */
export async function page(lines) {
  const options = await resolveConfig(`${root}/docs/spec.md`);
  return format(`${lines.join('\n')}\n`, { ...options, parser: 'markdown' });
}
