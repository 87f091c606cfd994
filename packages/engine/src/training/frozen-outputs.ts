import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { imageInputs, type Inputs, rowInputs } from '../data/inputs.js';
import { type Layer, sizeOf } from '../network/layers.js';
import { type Measured, measure, passForward } from './evaluate.js';
import type { Run } from './run.js';

export type Subset = 'train' | 'validation' | 'test';

/** A run's images as evaluation sees them: standardised, never augmented. */
export function plainImages({ dataset, drawn, cell }: Run, subset: Subset): Inputs {
  return imageInputs(dataset, subset === 'test' ? 'test' : 'train', drawn[subset], cell.model.input, null);
}

/**
 * What enters the first trained layer: images, or the outputs of the frozen layers below it, computed once for all
 * steps. These outputs are the definition of training above frozen layers, not an approximation of it
 * (docs/decisions/frozen-layers.md).
 */
export class FrozenOutputs {
  private readonly known = new Map<string, Inputs>();

  constructor(private readonly run: Run) {}

  /** @param parameters the whole network's; its first `frozen` layers must be the same in every call. */
  async above(frozen: number, subset: Subset, parameters: Tensor1D): Promise<Inputs> {
    const images = plainImages(this.run, subset);
    if (frozen === 0) return images;
    const key = `${subset}/${frozen}`;
    const known = this.known.get(key);
    if (known) return known;
    const below = this.run.layers.slice(0, frozen);
    const inputs = rowInputs(
      await this.pass(below, parameters, images),
      sizeOf((below[frozen - 1] as Layer).output),
      images.labels,
    );
    this.known.set(key, inputs);
    return inputs;
  }

  /** Measures the whole network on validation or test images. */
  async measure(frozen: number, subset: Subset, parameters: Tensor1D): Promise<Measured> {
    const inputs = await this.above(frozen, subset, parameters);
    const logits = await this.pass(this.run.layers.slice(frozen), parameters, inputs);
    return measure(logits, inputs.labels, this.run.drawn.classes.length);
  }

  /** Sends rows through neighbouring layers of the network. */
  private async pass(layers: readonly Layer[], parameters: Tensor1D, inputs: Inputs): Promise<Float32Array> {
    const { from } = layers[0] as Layer;
    const { to } = layers[layers.length - 1] as Layer;
    const own = tf.slice1d(parameters, from, to - from);
    try {
      return await passForward(this.run.kernels, layers, own, inputs);
    } finally {
      own.dispose();
    }
  }
}
