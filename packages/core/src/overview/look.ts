import type { Part } from '../dataset/contract.js';
import { type Dataset, partSize, partsOf } from '../dataset/dataset.js';
import { eachExample, type ExamplePlace, placesIn } from '../dataset/each-example.js';
import { examplesIn, targetCount } from '../dataset/packed-format.js';
import { columnsOf, constants, passingColumns } from './columns.js';
import { FirstSeen } from './first-seen.js';
import { type Summary, summaryOf } from './summary.js';

/** Told after every few examples. */
export type OnProgress = (done: number, total: number) => void;

/** Summaries of the columns, or of the targets, of one part. */
export interface PartSummaries {
  readonly part: Part;
  readonly summaries: readonly Summary[];
}

/** What a look at every example tells. */
export interface Looked {
  /** Of each example in packed order, the number of the first with the same inputs. */
  readonly first: Uint32Array;
  readonly columns: readonly PartSummaries[];
  /** Columns of rows that are the same in every example, from 0. */
  readonly constant: readonly number[];
  /** Images, and others with more than one axis, whose values are all equal. */
  readonly blank: { readonly count: number; readonly shown: readonly ExamplePlace[] };
}

const mostBlank = 6;

/** Reads every example, once or twice; about 36 bytes of memory for each. */
export function lookThrough(dataset: Dataset, onProgress: OnProgress = () => undefined): Looked {
  const { inputs, counts } = dataset;
  const columns = columnsOf(dataset);
  const byPart = { train: passingColumns(inputs, columns), test: passingColumns(inputs, columns), validation: passingColumns(inputs, columns) }; // prettier-ignore
  const { passes } = byPart.train;
  const total = examplesIn(counts);
  const seen = new FirstSeen(total);
  const same = constants();
  const isRow = inputs.shape.length === 1;
  const blank = { count: 0, shown: [] as ExamplePlace[] };
  let done = 0;
  for (let pass = 0; pass < passes; pass++) {
    eachExample(dataset, ({ part, classIndex, item, values }) => {
      byPart[part].look(values, pass);
      if (pass === 0) {
        seen.add(values);
        if (isRow) same.look(values);
        else if (isBlank(values) && ++blank.count <= mostBlank) blank.shown.push({ part, classIndex, item });
      }
      if (++done % 64 === 0) onProgress(done, passes * total);
    });
  }
  return {
    first: seen.first,
    columns: partsOf(dataset).map((part) => ({ part, summaries: byPart[part].summaries() })),
    constant: same.places(),
    blank,
  };
}

const isBlank = (values: Uint8Array | Float32Array): boolean =>
  values.length > 1 && values.every((value) => value === values[0]);

/** Summaries of the numbers that are to be predicted; none where there are none. */
export function targetSummaries(dataset: Dataset): PartSummaries[] {
  const targets = targetCount(dataset);
  if (targets === 0) return [];
  const room = new Float32Array(targets);
  return partsOf(dataset).map((part) => {
    const columns = Array.from({ length: targets }, () => new Float32Array(partSize(dataset, part)));
    let at = 0;
    for (const { classIndex, item } of placesIn(dataset, [part])) {
      dataset.readTargets(part, classIndex, item, room, 0);
      for (const [target, column] of columns.entries()) column[at] = room[target] as number;
      at++;
    }
    return { part, summaries: columns.map(summaryOf) };
  });
}
