import { digestOf, sha256 } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { mirror } from '../data/augment.js';
import { bytesOf } from '../data/bytes.js';
import { imageInputs, type Inputs, rowInputs } from '../data/inputs.js';
import type { SharedRows } from '../data/shared-rows.js';
import { type Layer, sizeOf } from '../network/layers.js';
import { type Measured, measure, passForward } from './evaluate.js';
import type { Run } from './run.js';

export type Subset = 'train' | 'validation' | 'test';

/** A run's images as evaluation sees them, standardised and never augmented; or all of them mirrored. */
export function plainImages({ dataset, drawn, cell }: Run, subset: Subset, mirrored = false): Inputs {
  const change = mirrored ? (pixels: Uint8Array) => mirror(pixels, dataset.image) : null;
  return imageInputs(dataset, subset === 'test' ? 'test' : 'train', drawn[subset], cell.model.input, change);
}

/**
 * What enters the first trained layer: images, or the outputs of the frozen layers below it, computed once for all
 * steps, and for all runs of the process that have the same layers frozen and the same images. These outputs are the
 * definition of training above frozen layers, not an approximation of it (docs/decisions/frozen-layers.md).
 */
export class FrozenOutputs {
  private readonly known = new Map<string, Inputs>();

  constructor(
    private readonly run: Run,
    private readonly shared: SharedRows,
  ) {}

  /**
   * @param parameters the whole network's; its first `frozen` layers must be the same in every call.
   * @param mirrored of the mirrored images.
   */
  async above(frozen: number, subset: Subset, parameters: Tensor1D, mirrored = false): Promise<Inputs> {
    const images = plainImages(this.run, subset, mirrored);
    if (frozen === 0) return images;
    const name = `${subset}/${frozen}/${mirrored}`;
    const known = this.known.get(name);
    if (known) return known;
    const below = this.run.layers.slice(0, frozen);
    const own = parametersOf(below, parameters);
    try {
      const key = keyOf(this.run, below, subset, (await own.data()) as Float32Array, mirrored);
      const width = sizeOf((below[frozen - 1] as Layer).output);
      const rows = await this.shared.rows(key, images.rows, width, (take) =>
        passForward(this.run.kernels, below, own, images, take),
      );
      const inputs = rowInputs(rows, images.labels);
      this.known.set(name, inputs);
      return inputs;
    } finally {
      own.dispose();
    }
  }

  /** Measures the whole network on validation or test images. */
  async measure(frozen: number, subset: Subset, parameters: Tensor1D): Promise<Measured> {
    const { kernels, layers, drawn } = this.run;
    const inputs = await this.above(frozen, subset, parameters);
    const classes = drawn.classes.length;
    const logits = new Float32Array(inputs.rows * classes);
    const own = parametersOf(layers.slice(frozen), parameters);
    try {
      await passForward(kernels, layers.slice(frozen), own, inputs, (first, values) =>
        logits.set(values, first * classes),
      );
    } finally {
      own.dispose();
    }
    return measure(logits, inputs.labels, classes);
  }
}

/** The parameters of neighbouring layers, cut from the whole network's. */
function parametersOf(layers: readonly Layer[], parameters: Tensor1D): Tensor1D {
  const { from } = layers[0] as Layer;
  const { to } = layers[layers.length - 1] as Layer;
  return tf.slice1d(parameters, from, to - from);
}

/** Everything that decides outputs of frozen layers, but backend and engine. */
function keyOf(
  { dataset, drawn, cell }: Run,
  below: readonly Layer[],
  subset: Subset,
  parameters: Float32Array,
  mirrored: boolean,
) {
  const part = subset === 'test' ? 'test' : 'train';
  const { fingerprint } = dataset;
  const weights = sha256(bytesOf(parameters));
  const examples = digestOf(drawn[subset]);
  return digestOf({ below, weights, fingerprint, part, examples, input: cell.model.input, mirrored });
}
