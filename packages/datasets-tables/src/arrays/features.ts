import { firstOf } from '@seedbed/core/words';
import { z } from 'zod';
import { unclear } from '../errors.js';
import { isName, named as written } from '../names.js';
import type { ParquetReader } from '../readers/parquet.js';
import { kindOf, meantBy } from './kinds.js';
import type { ArraysOptions } from './options.js';

/** What the library `datasets` writes beside a table: which column is what. */
const featuresSchema = z.object({
  info: z.object({
    features: z.record(
      z.string(),
      z.looseObject({ _type: z.string().optional(), names: z.array(z.string()).optional() }),
    ),
  }),
});

/** The columns of a table of pictures that are used. */
export interface PictureColumns {
  readonly pictures: string;
  /** The column of classes, and their names where the file has them. */
  readonly labels?: { readonly name: string; readonly names?: readonly string[] };
  readonly targets: readonly string[];
}

type Features = z.infer<typeof featuresSchema>['info']['features'];

function featuresOf(table: ParquetReader): Features {
  try {
    return featuresSchema.parse(JSON.parse(table.note('huggingface') ?? 'null')).info.features;
  } catch {
    // Other programs write none, and what is there can be seen from the columns.
    return {};
  }
}

/** Whether a column is one of pictures: their bytes, and mostly the name of a file beside them. */
function holdsPictures(table: ParquetReader, name: string): boolean {
  const bytes = table.schema(name).children.find(({ element }) => element.name === 'bytes');
  return bytes?.element.type === 'BYTE_ARRAY';
}

/**
 * Finds pictures and what is to be predicted among the columns of a table, by the options and by usual names.
 * @throws SeedbedError SB_DATA_LAYOUT that lists the columns, where it is unclear which is which.
 */
export function pictureColumns(
  table: ParquetReader,
  options: Pick<ArraysOptions, 'inputs' | 'labels' | 'targets'>,
): PictureColumns {
  const { columns, where } = table;
  const asked = (name: string) => one(where, meantBy(name, columns), `has no column "${name}"`, columns);
  const pictures = columns.filter((name) => holdsPictures(table, name));
  if (pictures.length === 0) throw unclear(where, `has no column of pictures: there are ${firstOf(columns)}`, 'A table of numbers and words is for the data set "table".'); // prettier-ignore
  const input = options.inputs === undefined ? one(where, pictures, 'has several columns of pictures', pictures) : asked(options.inputs); // prettier-ignore
  if (!pictures.includes(input)) throw unclear(where, `the column "${input}" holds no pictures: ${firstOf(pictures)} would`, 'Name that one with the option inputs.'); // prettier-ignore
  if (options.targets !== undefined) return { pictures: input, targets: [options.targets].flat().map(asked) };
  const features = featuresOf(table);
  const named = Object.entries(features).flatMap(([name, { _type: type }]) => (type === 'ClassLabel' && columns.includes(name) ? [name] : [])); // prettier-ignore
  const usual = named.length > 0 ? named : columns.filter((name) => kindOf(name) === 'answers');
  if (options.labels === undefined && usual.length === 0) return { pictures: input, targets: [] };
  const label =
    options.labels === undefined ? one(where, usual, 'has several columns of labels', usual) : asked(options.labels);
  const names = Object.hasOwn(features, label) ? features[label]?.names : undefined;
  const isSound = names?.every(isName) && new Set(names.map(written)).size === names.length;
  if (names && !isSound) throw unclear(where, `what it says of the column "${label}" names a class twice, or in a way that cannot be shown`, 'Give the names in the option classes.'); // prettier-ignore
  return { pictures: input, labels: { name: label, ...(names && { names }) }, targets: [] };
}

function one(where: string, found: readonly string[], what: string, columns: readonly string[]): string {
  if (found.length === 1) return found[0]!;
  throw unclear(where, what, `Name one of ${firstOf(columns)} with the options inputs, labels or targets.`);
}
