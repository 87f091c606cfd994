import { type Dataset, type Drawn, type Example, type ImageShape, type InputConfig, type Measured, type Part, partOf, type RunConfig } from '@seedbed/core'; // prettier-ignore
import type { Transforming, Transforms } from '../transforms/transform.js';
import type { Rows } from './rows.js';

/** Rows that a network (or the part of it above frozen layers) takes in, with their labels. */
export interface Inputs {
  readonly rows: number;
  /** Values a row. */
  readonly width: number;
  readonly labels: Int32Array;
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

/** Rows that were computed before: the outputs of frozen layers. */
export const rowInputs = (rows: Rows, labels: Int32Array): Inputs => ({
  rows: labels.length,
  width: rows.width,
  labels,
  fill: (indices, target) => rows.copy(indices, target),
});

/** Each row from one of two, which stand for the same image; `mirrors` is asked for every row that is taken. */
export const eitherInputs = (plain: Inputs, mirrored: Inputs, mirrors: () => boolean): Inputs => ({
  rows: plain.rows,
  width: plain.width,
  labels: plain.labels,
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

/** The images of a part of a run, standardized and transformed. @param change as for `imageInputs`. */
export const partInputs = (
  { config, dataset, drawn, input, transforms }: Shown,
  part: Measured,
  change: ((pixels: Uint8Array) => Uint8Array) | null,
): Inputs => imageInputs(dataset, partOf(config.learn, part), drawn[part], input, change, transforms(part));

/**
 * Images, standardized: (pixel / 255 - mean) / std by channel, rounded to float32 once.
 * @param change is given each image as it is taken, and returns what is shown of it; null for evaluation.
 * @param transforms change what was standardized, in their order.
 */
export function imageInputs(
  dataset: Dataset,
  part: Part,
  examples: readonly Example[],
  input: InputConfig,
  change: ((pixels: Uint8Array) => Uint8Array) | null,
  transforms: readonly Transforming[] = [],
): Inputs {
  const { height, width, channels } = dataset.image;
  const extent = height * width * channels;
  const tables = standardTables(input, channels);
  const pixels = new Uint8Array(extent);
  const read = (index: number, target: Uint8Array, at: number): Example => {
    const example = examples[index] as Example;
    dataset.readImage(part, example.classIndex, example.item, target, at);
    return example;
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
    rows: examples.length,
    width: extent,
    labels: Int32Array.from(examples, (example) => example.label),
    fill(indices, target) {
      for (let row = 0; row < indices.length; row++) {
        const { classIndex, item } = read(indices[row] as number, pixels, 0);
        const shown = change ? change(pixels) : pixels;
        for (let channel = 0; channel < channels; channel++) {
          const values = tables[channel] as Float32Array;
          const from = row * extent;
          for (let at = channel; at < extent; at += channels) target[from + at] = values[shown[at] as number] as number;
        }
        for (const { change: transform } of transforms) transform(target.subarray(row * extent, (row + 1) * extent), { part, classIndex, item }); // prettier-ignore
      }
    },
    ...(transforms.length === 0 && { pixels: { image: dataset.image, tables, fill: fillPixels } }),
  };
}

/** By channel, the standardized value of every pixel value. */
const standardTables = ({ mean, std }: InputConfig, channels: number): Float32Array[] =>
  Array.from({ length: channels }, (_, channel) => {
    const [middle, spread] = [mean, std].map((of) => of[channel] ?? (of[0] as number)) as [number, number];
    return Float32Array.from({ length: 256 }, (__, value) => (value / 255 - middle) / spread);
  });
