import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Changing } from '../methods/image-change.js';
import { eitherInputs, type Inputs, type Pixels } from './inputs.js';
import { hostSource, rowsFrom, type Source } from './source.js';

/** How a device that is not the host keeps images. */
export interface Hold {
  /** Bytes that the rows of one part may take; larger ones are handed over batch by batch. */
  readonly most: number;
  readonly bytesPerPixel: number;
  /** Images one after the other, as few bytes as the device allows. @param values taken over. @param width pixel values an image. */
  pixels(values: Uint8Array, width: number): Tensor2D;
  /** Pixel values, 0 to 255, float32, of some of these rows: [rows, at least `width`]. */
  values(rows: Tensor2D): Tensor2D;
}

/** The other one of two rows that stand for the same image; `mirrors` is asked for every row that is taken. */
interface Either {
  readonly mirrored: Inputs;
  readonly mirrors: () => boolean;
}

/** What is drawn for each image, and the rows that the host makes with it. */
interface Changed {
  readonly changes: readonly Changing[];
  readonly onHost: () => Inputs;
}

/** Where rows lie from which batches are taken: on the device where it keeps some and they fit, else on the host. */
export function sourceOf(hold: Hold | undefined, inputs: Inputs, changed?: Changed): Source {
  const { pixels } = inputs;
  const changes = changed?.changes ?? [];
  const canChange = changes.every(({ inGraph }) => inGraph);
  if (hold && pixels && canChange && fits(hold, inputs, hold.bytesPerPixel)) return heldPixels(hold, inputs, pixels, changes); // prettier-ignore
  if (hold && !changed && fits(hold, inputs, 4)) return heldRows(inputs);
  return hostSource(inputs, changed?.onHost());
}

const fits = ({ most }: Hold, { rows, width }: Inputs, bytes: number) => rows * width * bytes <= most;

/** As `sourceOf`, of rows that exist as they are and mirrored; `mirrors` is asked for every row that is taken. */
export function eitherSource(hold: Hold | undefined, plain: Inputs, mirrored: Inputs, mirrors: () => boolean): Source {
  if (hold && fits(hold, plain, 8)) return heldRows(plain, { mirrored, mirrors });
  return hostSource(plain, eitherInputs(plain, mirrored, mirrors));
}

const indexed = (indices: ArrayLike<number>): Tensor1D => tf.tensor1d(Int32Array.from(indices), 'int32');

/** Rows of numbers on the device; those of mirrored images lie behind the others. */
function heldRows(inputs: Inputs, either?: Either): Source {
  const { rows, width } = inputs;
  const all = either ? [inputs, either.mirrored] : [inputs];
  return {
    inputs,
    key: 'rows',
    onDevice: ['rows'],
    constants() {
      const values = new Float32Array(all.length * rows * width);
      for (const [at, each] of all.entries()) each.fill(rowsFrom(0, rows), values.subarray(at * rows * width, (at + 1) * rows * width)); // prettier-ignore
      return { rows: tf.tensor2d(values, [all.length * rows, width]) };
    },
    given: (indices) => ({
      indices: indexed(Array.from(indices, (index) => index + (either?.mirrors() ? rows : 0))),
    }),
    taken: ({ rows: values, indices }) => tf.gather(values as Tensor, indices as Tensor1D),
  };
}

/** Images on the device, as pixels: changed and standardized there, by a table, so that the bits are those of the host. */
function heldPixels(hold: Hold, inputs: Inputs, { image, tables, fill }: Pixels, changes: readonly Changing[]): Source {
  const { rows, width } = inputs;
  const { height, width: columns, channels } = image;
  return {
    inputs,
    key: ['pixels', image, changes.map(({ key }) => key)],
    onDevice: ['images'],
    constants() {
      const pixels = new Uint8Array(rows * width);
      fill(rowsFrom(0, rows), pixels);
      return tf.tidy(() => ({
        images: hold.pixels(pixels, width),
        // Behind each other; a pixel value finds its number from the first of its channel on.
        table: tf.concat1d(tables.map((table) => tf.tensor1d(table))),
        firsts: tf.tensor1d(tables.map((_, channel) => 256 * channel)),
      }));
    },
    given(indices) {
      const drawn = Array.from(indices, () => changes.map(({ draw }) => draw()));
      const ofChange = (at: number): [string, Tensor2D] => {
        const rows = drawn.map((each) => each[at] as readonly number[]);
        // A change may draw nothing: then its rows are empty.
        return [`change${at}`, tf.tensor2d(rows.flat(), [rows.length, rows[0]?.length ?? 0])];
      };
      return { indices: indexed(indices), ...Object.fromEntries(changes.map((_, at) => ofChange(at))) };
    },
    taken(tensors) {
      const { images, indices, table, firsts } = tensors as Record<string, Tensor>;
      const batch = (indices as Tensor).shape[0] as number;
      const values = hold.values(tf.gather(images as Tensor2D, indices as Tensor1D));
      const shaped = tf.reshape(tf.slice2d(values, [0, 0], [batch, width]), [batch, height, columns, channels]) as Tensor4D; // prettier-ignore
      const shown = changes.reduce((before, { inGraph }, at) => inGraph?.(before, tensors[`change${at}`] as Tensor2D) ?? before, shaped); // prettier-ignore
      const places = tf.cast(tf.add(shown, firsts as Tensor), 'int32');
      return tf.reshape(tf.gather(table as Tensor1D, places as Tensor1D), [batch, width]);
    },
  };
}
