import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { TrainingSpec } from '@seedbed/core';
import type { Kernels } from '../kernels/kernels.js';
import type { Layer } from '../network/layers.js';
import { backward, cutParameters, forward, outputOf, type Trace } from '../network/network.js';
import { descend, type State } from './optimiser.js';

export interface Batch {
  /** Rows going into `layers[0]`. */
  readonly inputs: Tensor;
  /** int32, one a row. */
  readonly labels: Tensor1D;
  /** Dropout mask by layer name, already scaled; absent where nothing is dropped. */
  readonly masks: Readonly<Record<string, Tensor>>;
}

/**
 * One training step on `layers`, the trained part of the network: forward, backward, update. The caller owns the
 * returned tensors and still owns `state` and `batch`; nothing else is left behind.
 */
export function trainingStep(
  kernels: Kernels,
  layers: readonly Layer[],
  state: State,
  batch: Batch,
  rate: number,
  optimiser: TrainingSpec['optimiser'],
): State & { loss: Scalar } {
  return tf.tidy(() => {
    const parameters = cutParameters(layers, state.parameters);
    const traces: Trace[] = [];
    let signal = batch.inputs;
    layers.forEach((layer, index) => {
      const trace = forward(kernels, layer, parameters[index] as never, signal, batch.masks[layer.name] ?? null);
      traces.push(trace);
      signal = outputOf(trace);
    });
    const loss = kernels.crossEntropy(signal as Tensor2D, batch.labels);
    const pieces: Tensor1D[] = [];
    let dy: Tensor = loss.gradient;
    for (let index = layers.length - 1; index >= 0; index--) {
      const layer = layers[index] as Layer;
      const gradients = backward(kernels, layer, parameters[index] as never, traces[index] as Trace, dy, index > 0);
      pieces.unshift(tf.reshape(gradients.weights, [-1]), gradients.bias);
      if (gradients.input) dy = gradients.input;
    }
    return { ...descend(state, tf.concat1d(pieces), rate, optimiser), loss: loss.mean as Scalar };
  });
}
