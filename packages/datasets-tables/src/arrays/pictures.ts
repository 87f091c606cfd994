import { type Content, type OpenContext, type Part, setParts } from '@seedbed/core';
import { count } from '@seedbed/core/words';
import { type Fact, Findings, ImageWorkers } from '@seedbed/datasets-images';
import { arrayFault } from '../errors.js';
import type { GivenFiles } from '../files/given-files.js';
import type { Parted } from '../files/parts.js';
import type { Cell } from '../readers/cell.js';
import { openParquet, type ParquetReader } from '../readers/parquet.js';
import { pictureColumns } from './features.js';
import type { ArraysOptions } from './options.js';
import { pictureAnswers } from './picture-labels.js';
import { Scratch } from './scratch.js';

/** A table of pictures and its part. */
interface PictureTable {
  readonly part: Part;
  /** In what the user gave. */
  readonly name: string;
  readonly table: ParquetReader;
}

/**
 * What tables of encoded pictures hold, as the library `datasets` writes them. Pictures of a row group are in memory at a
 * time, and are decoded on all cores.
 * @throws SeedbedError SB_DATA_LAYOUT, SB_DATA_ARRAY, SB_DATA_ARCHIVE; SB_DATA_IMAGE for pictures that cannot be decoded,
 * unless they are to be left out.
 */
export async function picturesContent(
  given: GivenFiles,
  { parts, unused }: Parted,
  options: ArraysOptions,
  context: OpenContext,
): Promise<Content> {
  const { size } = options;
  if (size === undefined) throw arrayFault(given.where, 'holds encoded pictures, and it is not said how large they are to be', 'Add size to the options (--size of init): height and width in pixels.'); // prettier-ignore
  const tables: PictureTable[] = [];
  for (const part of setParts) for (const name of parts.get(part) ?? []) tables.push({ part, name, table: await openParquet(given.open(name)) }); // prettier-ignore
  const columns = pictureColumns(tables[0]!.table, options);
  for (const { table } of tables) for (const name of [columns.pictures, columns.labels?.name, ...columns.targets]) if (name !== undefined && !table.columns.includes(name)) throw arrayFault(table.where, `has no column "${name}"`, 'Give each part the same columns.'); // prettier-ignore
  const { classes, answer } = await pictureAnswers(tables.map(({ table }) => table), columns, options.classes); // prettier-ignore
  const nothingToTrainOn = () => arrayFault(given.where, 'has no picture with a label to train on', 'Name another column with the option labels, or take the part with labels.'); // prettier-ignore
  if (classes?.length === 0) throw nothingToTrainOn();
  const image = { height: size, width: size, channels: 3 } as const;
  return {
    inputs: { shape: [size, size, 3], type: 'uint8' },
    ...(classes && { classes }),
    ...(columns.targets.length > 0 && { targets: columns.targets.map((name) => ({ name })) }),
    async examples(add) {
      const findings = new Findings(image);
      let unlabelled = 0;
      let done = 0;
      let trained = 0;
      const total = tables.reduce((sum, { table }) => sum + table.rows, 0);
      await eachPicture(
        tables,
        columns.pictures,
        new ImageWorkers(image),
        context.cacheDir,
        (row, part, pixels, fact, name, where) => {
          const labelled = answer(row);
          findings.add(fact, name, where);
          if (!labelled) unlabelled += 1;
          else if (fact.damage === undefined) {
            add({ part, ...labelled, values: pixels });
            if (part === 'train') trained += 1;
          }
          context.onProgress?.((done += 1), total);
        },
      );
      findings.refuseDamaged(trained, context.skipDamaged ?? false);
      if (trained === 0) throw nothingToTrainOn();
      return [
        ...(unused.length > 0 ? [`Files that are not used: ${count(unused.length, 'file')}.`] : []),
        ...(unlabelled > 0 ? [`Left out, since they have no label: ${count(unlabelled, 'image')}.`] : []),
        ...findings.notes(),
      ];
    },
  };
}

type OnPicture = (row: number, part: Part, pixels: Uint8Array, fact: Fact, name: string, where: () => string) => void;

async function eachPicture(
  tables: readonly PictureTable[],
  column: string,
  workers: ImageWorkers,
  folder: string,
  onPicture: OnPicture,
) {
  const scratch = new Scratch(folder);
  let first = 0;
  try {
    for (const { part, name, table } of tables) {
      for await (const batch of table.batches()) {
        const where = (row: number) => `${table.where}: ${batch.place(row)}`;
        const cells = await batch.column(column);
        const located = scratch.put(
          Array.from({ length: batch.rows }, (_, row) => bytesOf(cells[row], () => where(row))),
        );
        const start = first;
        const nameOf = (row: number) => `${name}: ${batch.place(row)}`;
        await workers.decode(located, (row, pixels, fact) =>
          onPicture(start + row, part, pixels, fact, nameOf(row), () => where(row)),
        );
        first += batch.rows;
      }
    }
  } finally {
    await workers.close();
    scratch.close();
  }
}

function bytesOf(cell: Cell, where: () => string): Uint8Array {
  const { bytes } = (cell ?? {}) as { bytes?: unknown };
  if (bytes instanceof Uint8Array) return bytes;
  throw arrayFault(where(), 'holds no picture but at most the name of a file', 'Write the pictures into the table: dataset.cast_column("image", Image(decode=True)) and push_to_hub or to_parquet.'); // prettier-ignore
}
