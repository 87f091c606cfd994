import { type Content, digestOf, type OpenContext, type Source } from '@seedbed/core';
import { unclear } from '../errors.js';
import type { TableReader } from '../readers/cell.js';
import { about } from './about.js';
import { contentOf } from './content.js';
import { type TableFiles, tableFiles } from './files.js';
import { formatOf, openTable } from './formats.js';
import { KeptTable } from './kept.js';
import type { TableOptions } from './options.js';
import { checkColumns, rolesOf } from './roles.js';

/** Finds a table and says which it is. @throws SeedbedError those of `tableFiles`. */
export async function openSource(options: TableOptions, context: OpenContext): Promise<Source> {
  const found = await tableFiles(about, context);
  try {
    const { files, given: source } = found;
    const digests = await source.digests(files.map(({ name }) => name));
    return {
      origin: digestOf(files.map(({ part, name }, index) => [part, formatOf(name) ?? null, digests[index]])),
      content: () => read(found, options, (done, total) => context.onProgress?.(done, total, 'reading')),
      close: () => source.close(),
    };
  } catch (error) {
    found.given.close();
    throw error;
  }
}

/** The columns of a table that lies at a path, before anybody has said what they are. @throws as `table` does. */
export async function columnsOf(path: string, cacheDir: string): Promise<readonly string[]> {
  const { given, files } = await tableFiles(about, { cacheDir, dataDir: path });
  try {
    const { name } = files[0]!;
    return (await openTable(given.open(name), name)).columns.filter((column) => column !== '');
  } finally {
    given.close();
  }
}

async function read(
  { given, files, notes }: TableFiles,
  options: TableOptions,
  onRows: (done: number, total: number) => void,
): Promise<Content> {
  const tables: TableReader[] = [];
  for (const { name } of files) tables.push(await openTable(given.open(name), name));
  if (options.part !== undefined && files.some(({ part }) => part !== 'train')) {
    throw unclear(given.where, 'has a file for each part, and the options name a column that says the part', 'Take "part" out of the options, or name one file.'); // prettier-ignore
  }
  const roles = rolesOf(tables[0]!, options);
  const kept = new KeptTable(roles, options.classes);
  let done = 0;
  for (const [index, each] of tables.entries()) {
    checkColumns(each, roles);
    await kept.read(each, files[index]!.part, (rows) => onRows((done += rows), Math.max(done, each.rows ?? 0)));
  }
  const content = contentOf(given.where, kept, roles, options);
  return { ...content, examples: async (add) => [...notes, ...(await content.examples(add))] };
}
