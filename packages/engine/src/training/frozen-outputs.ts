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
    const top = below[frozen - 1] as Layer;
    const fixed = tf.slice1d(parameters, 0, top.to);
    const inputs = rowInputs(
      await passForward(this.run.kernels, below, fixed, images),
      sizeOf(top.output),
      images.labels,
    );
    fixed.dispose();
    this.known.set(key, inputs);
    return inputs;
  }

  /** Measures the whole network on validation or test images. */
  async measure(frozen: number, subset: Subset, parameters: Tensor1D): Promise<Measured> {
    const inputs = await this.above(frozen, subset, parameters);
    const upper = this.run.layers.slice(frozen);
    const from = (upper[0] as Layer).from;
    const trained = tf.slice1d(parameters, from, parameters.size - from);
    const logits = await passForward(this.run.kernels, upper, trained, inputs);
    trained.dispose();
    return measure(logits, inputs.labels, this.run.drawn.classes.length);
  }
}
