import { lastOf } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { type Call, type Kept, layerCode } from './layer.js';
import { narrowed, spread, taken, widened } from './shortcut.js';

interface Block {
  readonly inside: Kept;
  /** What the projection multiplies; null where there is none. */
  readonly places: Tensor2D | null;
}

const kindOf = ({ layer }: Call) => layer.options['shortcut'] as 'identity' | 'projection' | 'none';

const matrixOf = ({ parameters, layer }: Call) =>
  tf.reshape(parameters['projection'] as Tensor, [lastOf(layer.input), lastOf(layer.output)]) as Tensor2D;

/** Layers whose output is added to their input (He et al. 2016). A projection is a product at each place. */
export const residual = layerCode<Block>({
  name: 'residual',
  version: 1,
  forward(call, x) {
    const { kernels, layer } = call;
    const { output, kept, buffers } = call.inside.forward(x);
    const done = (sum: Tensor, places: Tensor2D | null) => ({ output: sum, kept: { inside: kept, places }, inside: buffers }); // prettier-ignore
    if (kindOf(call) === 'none') return done(tf.clone(output), null);
    const places = taken(layer, x);
    if (kindOf(call) === 'identity') return done(tf.add(output, widened(layer, places)), null);
    const projected = kernels.multiply(places, matrixOf(call), false, false);
    return done(tf.add(output, tf.reshape(projected, [-1, ...layer.output])), places);
  },
  backward(call, { inside, places }, dy, needsInput) {
    const { kernels, layer } = call;
    const { input: through, gradients } = call.inside.backward(inside, dy);
    const done = (around: () => Tensor | null, parameters = {}) => {
      const past = needsInput ? around() : null;
      return { input: needsInput ? (past ? tf.add(through, past) : through) : null, parameters, inside: gradients };
    };
    if (kindOf(call) === 'none') return done(() => null);
    if (kindOf(call) === 'identity') return done(() => spread(layer, narrowed(layer, dy)));
    const matrix = matrixOf(call);
    const dplaces = tf.reshape(dy, [-1, lastOf(layer.output)]) as Tensor2D;
    const projection = tf.reshape(
      kernels.multiply(places as Tensor2D, dplaces, true, false),
      (call.parameters['projection'] as Tensor).shape,
    );
    return done(() => spread(layer, kernels.multiply(dplaces, matrix, false, true)), { projection });
  },
});
