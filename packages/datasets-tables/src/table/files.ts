import { type OpenContext, type Part, SeedbedError, setParts } from '@seedbed/core';
import { firstOf } from '@seedbed/core/words';
import { missing, unclear } from '../errors.js';
import { type GivenFiles, givenFiles } from '../files/given-files.js';
import { inParts } from '../files/parts.js';
import { formatOf } from './formats.js';

/** The files of a table, in the parts that their names say. */
export interface TableFiles {
  readonly given: GivenFiles;
  readonly files: readonly { readonly part: Part; readonly name: string }[];
  /** What was unusual, in plain sentences. */
  readonly notes: readonly string[];
}

/**
 * Finds the table: a file, or a folder or an archive that holds one, or one for each part.
 * @throws SeedbedError SB_DATA_MISSING, SB_DATA_SEVERAL where it is unclear which is meant, and those of `givenFiles`.
 */
export async function tableFiles(
  about: { readonly title: string; readonly obtain: string },
  context: OpenContext,
): Promise<TableFiles> {
  const given = await givenFiles(about, context);
  try {
    return { given, ...partsOf(given, about) };
  } catch (error) {
    given.close();
    throw error;
  }
}

function partsOf(
  { isOne, names, where }: GivenFiles,
  { title, obtain }: { readonly title: string; readonly obtain: string },
) {
  if (isOne) return { files: [{ part: 'train' as const, name: names[0]! }], notes: [] };
  const tables = names.filter((name) => formatOf(name) !== undefined);
  if (tables.length === 0) throw missing(title, `${where} holds no table (.csv, .tsv, .jsonl or .parquet)`, obtain);
  const found = inParts(tables);
  if (typeof found === 'string') {
    const hint = 'Name one file, or call the files of parts train, validation and test.';
    if (tables.length === 1) throw unclear(where, found, hint);
    throw new SeedbedError('SB_DATA_SEVERAL', `${where}: ${found}`, { hint });
  }
  const files = setParts.flatMap((part) => (found.parts.get(part) ?? []).map((name) => ({ part, name })));
  const ignored = names.length - files.length;
  return {
    files,
    notes: [
      ...(found.unused.length > 0 ? [`Tables that are not used: ${firstOf(found.unused)}.`] : []),
      ...(ignored > found.unused.length ? [`Files that are no tables: ${ignored - found.unused.length}.`] : []),
    ],
  };
}
