import { setImmediate } from 'node:timers/promises';
import { type PlacedLayer, setKeyOf, storedCount } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { partInputs } from '../data/inputs.js';
import type { Tensors } from '../graph/computation.js';
import type { Kernels } from '../kernels/kernels.js';
import { softmax } from '../layers/softmax.js';
import { groupsOf } from '../network/groups.js';
import { bound, bufferSlices, cut, joined, parameterSlices, trainedOf } from '../network/layout.js';
import { backward, forward } from '../network/pass.js';
import { passStored } from '../network/pass-stored.js';
import { laidOut } from './laid-out.js';
import type { TrainingRun, UpstreamRun } from './run.js';

/**
 * Diagonal of the Fisher information of the trained parameters, at the weights of another run and on its own training
 * examples (Kirkpatrick et al. 2017): the mean over examples x, and over classes y as the network itself predicts them, of
 * (d log p(y | x) / dw)^2. Classes are summed over, not drawn: nothing is random. The network acts as in evaluation, an
 * example at a time.
 * @param most how many examples; of more, these are spread evenly over them, which lie class by class.
 * @throws TypeError where the data of that run are others and were not given.
 */
export async function fisherOf(run: TrainingRun, of: UpstreamRun, most: number): Promise<Float32Array> {
  const { kernels, frozen } = run;
  const isOther = setKeyOf(of.config.learn.data) !== setKeyOf(run.config.learn.data);
  if (isOther && !of.dataset) throw new TypeError(`the data of ${of.config.stage} are needed, but were not given`);
  const data = laidOut(of.config, of.dataset ?? run.dataset);
  const { layers, drawn } = data;
  const classes = drawn.classes.length;
  const [below, above] = [layers.slice(0, frozen), layers.slice(frozen)];
  const { parameters, buffers } = trainedOf({ layers, frozen }, of.weights);
  const squared = squaredGradients(kernels, below, above);
  const inputs = partInputs(data, 'train', null);
  const count = Math.min(most, inputs.rows);
  const room = new Float32Array(inputs.width);
  const fixed = {
    parameters: tf.tensor1d(parameters),
    ...(buffers.length > 0 && { buffers: tf.tensor1d(buffers) }),
    ...(below.length > 0 && { below: tf.tensor1d(of.weights.subarray(0, storedCount(below))) }),
  };
  const chosen = Array.from({ length: classes }, (_, label) => tf.tensor2d([Array.from({ length: classes }, (__, at) => Number(at === label))])); // prettier-ignore
  let sum: Tensor = tf.zeros([parameters.length]);
  try {
    for (let index = 0; index < count; index++) {
      await setImmediate();
      inputs.fill([Math.floor(((index + 0.5) * inputs.rows) / count)], room);
      const row = tf.tensor2d(room, [1, inputs.width]);
      for (const label of chosen) {
        const next = squared({ ...fixed, row, label, sum }).sum;
        sum.dispose();
        sum = next;
      }
      row.dispose();
    }
    return ((await sum.data()) as Float32Array).map((value) => value / count);
  } finally {
    tf.dispose([fixed, chosen, sum]);
  }
}

type Given = Tensors & {
  /** What is stored of the layers below, if there are any. */
  readonly below?: Tensor1D;
  readonly parameters: Tensor1D;
  readonly buffers?: Tensor1D;
  /** [1, values of an example]. */
  readonly row: Tensor;
  /** The class: 1 in its place, [1, classes]. */
  readonly label: Tensor;
  /** As long as the parameters. */
  readonly sum: Tensor;
};

/** Adds p(y | x) (d log p(y | x) / dw)^2 of an example and a class to a sum. */
function squaredGradients(kernels: Kernels, below: readonly PlacedLayer[], above: readonly PlacedLayer[]) {
  const own = { parameters: parameterSlices(above), buffers: bufferSlices(above) };
  const groups = groupsOf(above);
  return kernels.compile(JSON.stringify(['fisher', below, above]), (given: Given) =>
    tf.tidy(() => {
      const row = passStored(kernels, below, given.below, given.row);
      const tensors = [...cut(own.parameters, given.parameters), ...cut(own.buffers, given.buffers)];
      const work = { kernels, training: false, keeps: true, bound: bound([...own.parameters, ...own.buffers], tensors), drawn: {} }; // prettier-ignore
      const { output, kept } = forward(work, groups, row);
      const probabilities = softmax(output as Tensor2D);
      const ofLogits = tf.sub(given.label, probabilities);
      const { gradients } = backward(work, groups, kept, ofLogits, false);
      const gradient = joined(own.parameters, (layer, name) => gradients[layer]?.[name] as Tensor) as Tensor1D;
      const share = tf.sum(tf.mul(probabilities, given.label));
      return { sum: tf.add(given.sum, tf.mul(tf.square(gradient), share)) };
    }),
  );
}
