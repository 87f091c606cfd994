import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tensors } from '../graph/computation.js';
import { registerGradients } from './gradients/gradients.js';
import { type Call, type LayerCode, layerCode } from './layer.js';

interface Declared {
  readonly name: string;
  readonly version: number;
  /** Names of what is drawn for it in each step of training. */
  readonly draws?: 'uniforms';
  /** The output, by operations of TensorFlow.js whose gradients are in `gradients/`. */
  readonly output: (call: Omit<Call, 'buffers' | 'inside'>, x: Tensor) => Tensor;
}

/**
 * A layer whose gradient TensorFlow.js derives: it computes the forward pass once more. For layers without buffers and
 * without layers inside.
 */
export const differentiated = ({ output, ...named }: Declared): LayerCode =>
  layerCode<{ x: Tensor }>({
    ...named,
    forward: (call, x) => ({ output: output(call, x), kept: { x } }),
    backward(call, { x }, dy, needsInput) {
      registerGradients();
      const names = Object.keys(call.parameters);
      const gradients = tf.grads((input: Tensor, ...values: Tensor[]) => {
        const parameters = Object.fromEntries(names.map((name, index) => [name, values[index] as Tensor]));
        return output({ ...call, parameters }, input);
      })([x, ...Object.values(call.parameters)], dy);
      const [input, ...others] = gradients as [Tensor, ...Tensor[]];
      const parameters: Tensors = Object.fromEntries(names.map((name, index) => [name, others[index] as Tensor]));
      return { input: needsInput ? input : null, parameters };
    },
  });
