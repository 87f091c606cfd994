import { type Dataset, type Drawn, type Example, imageOf, type ImageShape, inputShapeOf, type InputConfig, inputValues, type Measured, type Part, partOf, type RunConfig, sizeOf, targetCount } from '@seedbed/core'; // prettier-ignore
import type { Transforming, Transforms } from '../transforms/transform.js';
import type { Rows } from './rows.js';

/** Numbers to be predicted, an example a row. */
export interface NumericTargets {
  readonly columns: number;
  readonly values: Float32Array;
}

/** Rows that a network (or the part of it above frozen layers) takes in, with what is to be predicted of them. */
export interface Inputs {
  readonly rows: number;
  /** Values a row. */
  readonly width: number;
  /** Class of each row; 0 where there are no classes. */
  readonly labels: Int32Array;
  /** Where numbers are to be predicted. */
  readonly targets?: NumericTargets | undefined;
  /** Copies the rows at `indices`, in that order, to `target`. */
  fill(indices: ArrayLike<number>, target: Float32Array): void;
  /** Where rows are images, and nothing of them but what standardizing makes. */
  readonly pixels?: Pixels;
}

/** Images before they are standardized. */
export interface Pixels {
  readonly image: ImageShape;
  /** By channel, the standardized value of every pixel value. */
  readonly tables: readonly Float32Array[];
  /** Copies the images at `indices`, in that order, to `target`. */
  fill(indices: ArrayLike<number>, target: Uint8Array): void;
}

/** Rows that were computed before: the outputs of frozen layers. @param of what went into them. */
export const rowInputs = (rows: Rows, { labels, targets }: Pick<Inputs, 'labels' | 'targets'>): Inputs => ({
  rows: labels.length,
  width: rows.width,
  labels,
  targets,
  fill: (indices, target) => rows.copy(indices, target),
});

/** Each row from one of two, which stand for the same image; `mirrors` is asked for every row that is taken. */
export const eitherInputs = (plain: Inputs, mirrored: Inputs, mirrors: () => boolean): Inputs => ({
  rows: plain.rows,
  width: plain.width,
  labels: plain.labels,
  targets: plain.targets,
  fill(indices, target) {
    const { width } = plain;
    for (let row = 0; row < indices.length; row++) {
      const taken = mirrors() ? mirrored : plain;
      taken.fill([indices[row] as number], target.subarray(row * width, (row + 1) * width));
    }
  },
});

/** What of a run decides what its network is shown. */
interface Shown {
  readonly config: Pick<RunConfig, 'learn'>;
  readonly dataset: Dataset;
  readonly drawn: Drawn;
  readonly input: InputConfig;
  readonly transforms: Transforms;
}

/** The examples of a part of a run, standardized and transformed. @param change as for `exampleInputs`. */
export const partInputs = (
  { config, dataset, drawn, input, transforms }: Shown,
  part: Measured,
  change: ((pixels: Uint8Array) => Uint8Array) | null,
): Inputs =>
  exampleInputs(dataset, partOf(config.learn, part), drawn[part], {
    ...{ input, change, transforms: transforms(part) },
    width: sizeOf(inputShapeOf(config, dataset)),
  });

/** How examples are shown to a network. */
interface Showing {
  readonly input: InputConfig;
  /** Is given each image as it is taken, and returns what is shown of it; null for evaluation. */
  readonly change: ((pixels: Uint8Array) => Uint8Array) | null;
  /** Change what was standardized, in their order. */
  readonly transforms: readonly Transforming[];
  /** Values a row: those of the data, then those of the columns that transforms add. */
  readonly width: number;
}

/**
 * Examples, standardized by channel or column, the last axis: (value - mean) / std in double precision, rounded to float32
 * once. Of whole numbers from 0 to 255 the value is pixel / 255.
 */
export function exampleInputs(
  dataset: Dataset,
  part: Part,
  examples: readonly Example[],
  { input, change, transforms, width }: Showing,
): Inputs {
  const standardize = dataset.inputs.type === 'uint8' ? pixelRows(dataset, part, examples, input, change) : numberRows(dataset, part, examples, input); // prettier-ignore
  // Nothing but what standardizing makes: no transform, no columns that one adds in other parts.
  const isPlain = transforms.length === 0 && width === standardize.values;
  return {
    rows: examples.length,
    width,
    labels: Int32Array.from(examples, (example) => example.label),
    targets: targetsOf(dataset, part, examples),
    fill(indices, target) {
      for (let row = 0; row < indices.length; row++) {
        const index = indices[row] as number;
        standardize.fill(index, target, row * width);
        if (isPlain) continue;
        const { classIndex, item } = examples[index] as Example;
        const own = target.subarray(row * width, (row + 1) * width);
        own.fill(0, standardize.values);
        for (const { change: transform } of transforms) transform(own, { part, classIndex, item });
      }
    },
    ...(isPlain && standardize.pixels && { pixels: standardize.pixels }),
  };
}

interface StandardRows {
  /** Values of an example in the data. */
  readonly values: number;
  /** Writes the standardized values of an example. */
  fill(index: number, target: Float32Array, at: number): void;
  readonly pixels?: Pixels;
}

/** Whole numbers from 0 to 255, by a table of their standardized values. */
function pixelRows(
  dataset: Dataset,
  part: Part,
  examples: readonly Example[],
  input: InputConfig,
  change: ((pixels: Uint8Array) => Uint8Array) | null,
): StandardRows {
  const extent = inputValues(dataset.inputs);
  const image = imageOf(dataset);
  const channels = image?.channels ?? Math.max(input.mean.length, input.std.length);
  const tables = standardTables(input, channels);
  const pixels = new Uint8Array(extent);
  const read = (index: number, target: Uint8Array, at: number) => {
    const { classIndex, item } = examples[index] as Example;
    dataset.readInputs(part, classIndex, item, target, at);
  };
  const fillPixels = (indices: ArrayLike<number>, target: Uint8Array) => {
    for (let row = 0; row < indices.length; row++) {
      read(indices[row] as number, target, row * extent);
      if (!change) continue;
      const own = target.subarray(row * extent, (row + 1) * extent);
      own.set(change(own));
    }
  };
  return {
    values: extent,
    fill(index, target, from) {
      read(index, pixels, 0);
      const shown = change ? change(pixels) : pixels;
      for (let channel = 0; channel < channels; channel++) {
        const values = tables[channel] as Float32Array;
        for (let at = channel; at < extent; at += channels) target[from + at] = values[shown[at] as number] as number;
      }
    },
    ...(image && { pixels: { image, tables, fill: fillPixels } }),
  };
}

/** Numbers in single precision. */
function numberRows(
  dataset: Dataset,
  part: Part,
  examples: readonly Example[],
  { mean, std }: InputConfig,
): StandardRows {
  // prettier-ignore
  const extent = inputValues(dataset.inputs);
  const means = Array.from({ length: extent }, (_, at) => mean[at % mean.length] as number);
  const spreads = Array.from({ length: extent }, (_, at) => std[at % std.length] as number);
  const plain = means.every((each) => each === 0) && spreads.every((each) => each === 1);
  return {
    values: extent,
    fill(index, target, from) {
      const { classIndex, item } = examples[index] as Example;
      dataset.readInputs(part, classIndex, item, target, from);
      if (plain) return;
      for (let at = 0; at < extent; at++) target[from + at] = ((target[from + at] as number) - (means[at] as number)) / (spreads[at] as number); // prettier-ignore
    },
  };
}

function targetsOf(dataset: Dataset, part: Part, examples: readonly Example[]): NumericTargets | undefined {
  const columns = targetCount(dataset);
  if (columns === 0) return undefined;
  const values = new Float32Array(columns * examples.length);
  for (const [row, { classIndex, item }] of examples.entries()) dataset.readTargets(part, classIndex, item, values, row * columns); // prettier-ignore
  return { columns, values };
}

/** By channel, the standardized value of every pixel value. */
const standardTables = ({ mean, std }: InputConfig, channels: number): Float32Array[] =>
  Array.from({ length: channels }, (_, channel) => {
    const [middle, spread] = [mean, std].map((of) => of[channel] ?? (of[0] as number)) as [number, number];
    return Float32Array.from({ length: 256 }, (__, value) => (value / 255 - middle) / spread);
  });
