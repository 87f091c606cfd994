import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { SgdOptions } from '../config/training.js';
import type { Kernels } from '../kernels/kernels.js';
import type { Layer } from '../network/layers.js';
import {
  backward,
  cutParameters,
  forward,
  type Gradients,
  outputOf,
  type Trace as LayerTrace,
} from '../network/network.js';
import { descend, type State } from './sgd.js';

/** Shown each tensor of a step under a name that says what it is, in the order in which they are computed. */
export type Trace = (name: string, tensor: Tensor) => void;

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
 * @param show for looking into a step; it must not keep the tensors themselves.
 */
export function trainingStep(
  kernels: Kernels,
  layers: readonly Layer[],
  state: State,
  batch: Batch,
  rate: Scalar | number,
  optimizer: SgdOptions,
  show?: Trace,
): State & { loss: Scalar } {
  // Tidied layer by layer: what lies between takes more memory than the network.
  return tf.tidy(() => {
    const parameters = cutParameters(layers, state.parameters);
    const traces: LayerTrace[] = [];
    showParameters(show, 'before', layers, state);
    show?.('input', batch.inputs);
    show?.('labels', batch.labels);
    let signal = batch.inputs;
    layers.forEach((layer, index) => {
      const mask = batch.masks[layer.name] ?? null;
      if (mask) show?.(`dropout mask of ${layer.name}`, mask);
      const trace = tf.tidy(
        () => forward(kernels, layer, parameters[index] as never, signal, mask) as never,
      ) as LayerTrace;
      traces.push(trace);
      signal = outputOf(trace);
      show?.(`forward activation of ${layer.name}`, signal);
    });
    const loss = kernels.crossEntropy(signal as Tensor2D, batch.labels);
    show?.('loss', loss.mean);
    show?.('gradient of the loss', loss.gradient);
    const pieces: Tensor1D[] = [];
    let dy: Tensor = loss.gradient;
    for (let index = layers.length - 1; index >= 0; index--) {
      const layer = layers[index] as Layer;
      const trace = traces[index] as LayerTrace;
      const gradients = tf.tidy(
        () => backward(kernels, layer, parameters[index] as never, trace, dy, index > 0) as never,
      ) as Gradients;
      if (trace.wide) trace.wide.dispose();
      pieces.unshift(tf.reshape(gradients.weights, [-1]), gradients.bias);
      show?.(`gradient of ${layer.name}'s weights`, gradients.weights);
      show?.(`gradient of ${layer.name}'s bias`, gradients.bias);
      if (gradients.input) {
        dy = gradients.input;
        show?.(`gradient of ${layer.name}'s input`, dy);
      }
    }
    const gradient = tf.concat1d(pieces);
    tf.dispose(pieces);
    const next = descend(state, gradient, rate, optimizer);
    showParameters(show, 'after', layers, next);
    return { ...next, loss: loss.mean as Scalar };
  });
}

/** The optimizer's slot and the weights, layer by layer. */
function showParameters(
  show: Trace | undefined,
  when: 'before' | 'after',
  layers: readonly Layer[],
  state: State,
): void {
  if (!show) return;
  const { from: start } = layers[0] as Layer;
  for (const { name, from, to } of layers) {
    show(`velocity of ${name} ${when} the step (optimizer slot)`, tf.slice1d(state.velocity, from - start, to - from));
    show(`weights of ${name} ${when} the step`, tf.slice1d(state.parameters, from - start, to - from));
  }
}
