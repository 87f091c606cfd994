import { createHash } from 'node:crypto';
import { endlessPermutations, partOf, type Stream } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { augment, augments, drawsMirrored } from '../data/augment.js';
import { imageInputs, type Inputs } from '../data/inputs.js';
import { dropoutOf, type Layer } from '../network/layers.js';
import type { TrainingRun } from './run.js';
import type { TrainingState } from './state.js';
import type { Batch } from './step.js';

/** Batches in the order that the stream `<stage>/order` draws: pass after pass over the training set, cut into batches. */
export class Batches {
  /** Training images that change each time they are taken; null where nothing is augmented. */
  readonly augmented: Inputs | null;
  private readonly order: Generator<number, never>;
  private readonly hash = createHash('sha256');
  /** The inputs of a batch, one array for all: garbage of that size takes time from training. */
  private room = new Float32Array(0);
  private readonly streams: { order: Stream; augment: Stream | null; dropout: Readonly<Record<string, Stream>> };

  constructor(private readonly run: TrainingRun) {
    const { config, dataset, drawn, streams, input, training } = run;
    const { stage, learn } = config;
    const how = training.augmentation;
    const order = streams.open(`${stage}/order`);
    // A stream a layer: another layer moves no other layer's masks.
    const dropout = Object.fromEntries(
      run.layers.flatMap(dropoutOf).map(({ name }) => [name, streams.open(`${stage}/dropout/${name}`)]),
    );
    const stream = augments(how) ? streams.open(`${stage}/augment`) : null;
    this.streams = { order, augment: stream, dropout };
    this.order = endlessPermutations(drawn.train.length, order);
    const change = stream && ((pixels: Uint8Array) => augment(pixels, dataset.image, how, stream));
    this.augmented = change && imageInputs(dataset, partOf(learn, 'train'), drawn.train, input, change);
  }

  /** Draws whether the next image is mirrored. */
  readonly mirrors = (): boolean => drawsMirrored(this.streams.augment as Stream);

  /** How far each stream was drawn. */
  get positions(): TrainingState['positions'] {
    const { order, augment, dropout } = this.streams;
    return {
      order: order.position,
      augment: augment?.position ?? 0,
      dropout: mapped(dropout, (stream) => stream.position),
    };
  }

  /**
   * Goes to where `positions` were after `steps` steps, without making the batches. The order is drawn again, since its
   * digest covers all of it.
   * @throws RangeError when that many steps do not draw that many numbers.
   */
  skip(steps: number, positions: TrainingState['positions']): void {
    for (let step = 0; step < steps; step++) this.nextIndices();
    this.streams.augment?.skip(positions.augment);
    for (const [name, stream] of Object.entries(this.streams.dropout)) stream.skip(positions.dropout[name] ?? 0);
    if (this.positions.order !== positions.order) throw new RangeError('the batch order was drawn to another position');
  }

  private nextIndices(): Uint32Array {
    const indices = new Uint32Array(this.run.training.batchSize);
    for (let at = 0; at < indices.length; at++) indices[at] = this.order.next().value;
    this.hash.update(indices);
    return indices;
  }

  /**
   * The next batch, taken from `inputs`, with dropout masks for `layers`. The caller disposes it before it asks for
   * another.
   */
  next(inputs: Inputs, layers: readonly Layer[]): Batch {
    const indices = this.nextIndices();
    const rows = indices.length;
    if (this.room.length !== rows * inputs.width) this.room = new Float32Array(rows * inputs.width);
    inputs.fill(indices, this.room);
    return {
      inputs: tf.tensor2d(this.room, [rows, inputs.width]),
      labels: tf.tensor1d(
        Int32Array.from(indices, (index) => inputs.labels[index] as number),
        'int32',
      ),
      masks: this.masks(layers, rows),
    };
  }

  /** SHA-256 over the row indices of every batch so far, little-endian uint32. */
  digest(): string {
    return this.hash.copy().digest('hex');
  }

  /** Inverted dropout (Srivastava et al. 2014): kept units are scaled up, so that evaluation needs no change. */
  private masks(layers: readonly Layer[], rows: number): Record<string, Tensor> {
    const masks: Record<string, Tensor> = {};
    for (const layer of layers) {
      for (const { name, rate } of dropoutOf(layer)) {
        const units = layer.output[0] as number;
        const scale = 1 / (1 - rate);
        const stream = this.streams.dropout[name] as Stream;
        const mask = new Float32Array(rows * units);
        // A plain loop: Float32Array.from with a function takes as long again as the drawing.
        for (let at = 0; at < mask.length; at++) mask[at] = stream.uniform() < rate ? 0 : scale;
        masks[layer.name] = tf.tensor2d(mask, [rows, units]);
      }
    }
    return masks;
  }
}

const mapped = (streams: Readonly<Record<string, Stream>>, to: (stream: Stream) => number): Record<string, number> =>
  Object.fromEntries(Object.entries(streams).map(([name, stream]) => [name, to(stream)]));
