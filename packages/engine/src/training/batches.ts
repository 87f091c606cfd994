import { createHash } from 'node:crypto';
import { endlessPermutations, type ImageShape, imageOf, knownComponents, philoxKey, type Stream } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { sourceOf } from '../data/held.js';
import { type Inputs, partInputs } from '../data/inputs.js';
import type { Source } from '../data/source.js';
import { drawsMirrored } from '../methods/augment.js';
import { changedBy, type Changing } from '../methods/image-change.js';
import type { MethodCode } from '../methods/method.js';
import type { Tensors } from '../graph/computation.js';
import { under } from '../graph/named.js';
import type { Draws } from '../graph/program.js';
import { drawingLayers } from './drawing-layers.js';
import type { TrainingRun } from './run.js';
import type { TrainingState } from './state.js';
import type { StepInputs } from './step-program.js';

/** What a step is given of its batch. */
export type Batch = Omit<StepInputs, 'numbers'>;

/** All tensors of a batch, under names of their own. */
export const tensorsOf = ({ rows, labels, targets, drawn }: Batch): Tensors => ({ ...under('rows', rows), labels, ...(targets && { targets }), ...under('drawn', drawn) }); // prettier-ignore

/** The purpose of the stream from which a component draws. */
const purposeOf = (kind: 'layer' | 'method', name: string, version: number): string =>
  knownComponents.find(kind, name, version)?.draws as string;
const ofMethod = ({ name, version }: MethodCode): string => purposeOf('method', name, version);

/** Some rows of numbers, [indices, numbers]. */
function rowsOf({ values, columns }: NonNullable<Inputs['targets']>, indices: ArrayLike<number>): Tensor2D {
  const taken = new Float32Array(indices.length * columns);
  for (let row = 0; row < indices.length; row++) {
    const from = (indices[row] as number) * columns;
    taken.set(values.subarray(from, from + columns), row * columns);
  }
  return tf.tensor2d(taken, [indices.length, columns]);
}

/** Batches in the order that the stream `<stage>/order` draws: pass after pass over the training set, cut into batches. */
export class Batches {
  /** Training images, changed by methods each time that they are taken. */
  readonly images: Source;
  private readonly order: Generator<number, never>;
  private readonly hash = createHash('sha256');
  /** Row indices of batches of which is not known yet whether they count. */
  private readonly waiting: Uint32Array[] = [];
  /** By purpose: order, and each method that draws. */
  private readonly streams: Readonly<Record<string, Stream>>;
  /** What layers draw in each step: `LAYER/uniforms`. */
  readonly draws: Readonly<Record<string, Draws>>;

  constructor(private readonly run: TrainingRun) {
    const { config, dataset, drawn, streams, input, training } = run;
    const { stage } = config;
    const open = (purpose: string) => streams.open(`${stage}/${purpose}`);
    const order = open('order');
    // A sequence a layer: another layer moves no other layer's draws.
    this.draws = Object.fromEntries(
      drawingLayers(run.layers.slice(run.frozen)).map(({ kind, version, name, output }): [string, Draws] => [
        `${name}/uniforms`,
        {
          key: philoxKey(open(`${purposeOf('layer', kind, version)}/${name}`).seed),
          shape: [training.batchSize, ...output],
        },
      ]),
    );
    // Methods of one purpose draw from one stream, one after the other.
    const drawing = new Set(
      training.methods.filter(({ code }) => code.image || code.draw).map(({ code }) => ofMethod(code)),
    );
    this.streams = { order, ...Object.fromEntries([...drawing].map((purpose) => [purpose, open(purpose)])) };
    this.order = endlessPermutations(drawn.train.length, order);
    // Data that are no images were refused with every method that changes images.
    const shown = { image: imageOf(dataset) as ImageShape, input };
    const changes = training.methods.flatMap(({ key, code, options }): Changing[] => {
      const image = code.image?.(options, shown);
      if (!image) return [];
      const stream = this.streams[ofMethod(code)] as Stream;
      return [{ ...image, key: [key, code.version, options, shown], draw: () => image.draw(stream) }];
    });
    const changed = { changes, onHost: () => partInputs(run, 'train', changedBy(changes)) };
    this.images = sourceOf(run.kernels.hold, partInputs(run, 'train', null), changes.length > 0 ? changed : undefined);
  }

  /** Draws whether the next image is mirrored. */
  readonly mirrors = (): boolean => drawsMirrored(this.streams['augment'] as Stream);

  /** How far each stream was drawn. */
  get positions(): TrainingState['positions'] {
    return Object.fromEntries(Object.entries(this.streams).map(([name, { position }]) => [name, position]));
  }

  /**
   * Goes to where `positions` were after `steps` steps, without making the batches. The order is drawn again, since its
   * digest covers all of it.
   * @throws RangeError when that many steps do not draw that many numbers.
   */
  skip(steps: number, positions: TrainingState['positions']): void {
    for (let step = 0; step < steps; step++) this.hash.update(this.nextIndices());
    for (const [name, stream] of Object.entries(this.streams)) if (name !== 'order') stream.skip(positions[name] ?? 0);
    if (this.positions['order'] !== positions['order']) throw new RangeError('the batch order was drawn to another position'); // prettier-ignore
  }

  private nextIndices(): Uint32Array {
    const indices = new Uint32Array(this.run.training.batchSize);
    for (let at = 0; at < indices.length; at++) indices[at] = this.order.next().value;
    return indices;
  }

  /** The next batch, taken from `source`. The caller disposes it before it asks for another. */
  next(source: Source): Batch {
    const indices = this.nextIndices();
    this.waiting.push(indices);
    const { labels, targets } = source.inputs;
    return {
      rows: source.given(indices),
      labels: tf.tensor1d(Int32Array.from(indices, (index) => labels[index] as number), 'int32'), // prettier-ignore
      ...(targets && { targets: rowsOf(targets, indices) }),
      drawn: this.drawn(),
    };
  }

  /** The first batch that waits counts: the run has its step. Those that were drawn behind a diverged step never do. */
  counts(): void {
    this.hash.update(this.waiting.shift() as Uint32Array);
  }

  /** SHA-256 over the row indices of every batch that counts, little-endian uint32. */
  digest(): string {
    return this.hash.copy().digest('hex');
  }

  private drawn(): Record<string, Tensor> {
    const { training, batchShape } = this.run;
    const all = training.methods.flatMap(({ key, code, options }) =>
      Object.entries(code.draw?.(options, batchShape, this.streams[ofMethod(code)] as Stream) ?? {}).map(
        ([name, { values, shape }]): [string, Tensor] => [
          `${key}/${name}`,
          tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32'),
        ],
      ),
    );
    return Object.fromEntries(all);
  }
}
