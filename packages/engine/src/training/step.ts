import type { PlacedLayer } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Training } from '../config/engine-config.js';
import type { Tensors } from '../graph/computation.js';
import { of } from '../graph/named.js';
import type { Kernels } from '../kernels/kernels.js';
import type { ByLayer } from '../layers/layer.js';
import type { BatchShape, Examples } from '../methods/method.js';
import { groupsOf } from '../network/groups.js';
import { bound, bufferSlices, cut, joined, parameterSlices, type Slice } from '../network/layout.js';
import { backward, forward, type Trace, type Work } from '../network/pass.js';
import { passStored } from '../network/pass-stored.js';
import { showConstants, showState } from './show-state.js';
import type { State } from './state.js';
import { updated } from './update.js';

/** What of a run a step is made of. */
export interface Stepping {
  readonly kernels: Kernels;
  /** The layers that are trained, the output last. */
  readonly layers: readonly PlacedLayer[];
  readonly training: Training;
  /** Layers of the run that teaches, where one does. */
  readonly teacher?: readonly PlacedLayer[] | undefined;
  readonly shape: BatchShape;
}

/** Frozen layers below the trained ones, with their stored vector. */
export interface Below {
  readonly layers: readonly PlacedLayer[];
  readonly vector: Tensor1D;
}

/** Everything of a step that is no state. */
export interface Given {
  /** Rows that go into the network, or into its first trained layer. */
  readonly inputs: Tensor;
  /** The frozen layers, where the rows go through them first. */
  readonly below?: Below;
  /** int32, one a row. */
  readonly labels: Tensor1D;
  /** Numbers to be predicted, [batch, outputs], where the data have them. */
  readonly targets?: Tensor2D | undefined;
  /** What was drawn for it: `LAYER/NAME` and `METHOD/NAME`. */
  readonly drawn: Tensors;
  /** What is the same in all steps: `mask`, `teacher` (its stored vector), `METHOD/NAME`. */
  readonly constants: Tensors;
  /** `rate`, what the optimizer asks for, and `METHOD/NAME`. */
  readonly numbers: Readonly<Record<string, Scalar>>;
}

/**
 * One training step on the trained layers: forward, backward, update. The caller owns the tensors that come back and
 * still owns what it gave; nothing else is left behind.
 * @param show for looking into a step; it must not keep the tensors themselves.
 */
export function trainingStep(
  stepping: Stepping,
  state: State,
  given: Given,
  show?: Trace,
): { state: State; loss: Scalar } {
  const { kernels, layers, training } = stepping;
  return tf.tidy(() => {
    const [parameters, buffers] = [parameterSlices(layers), bufferSlices(layers)];
    showState(show, 'before', layers, state);
    showGiven(show, given);
    showConstants(show, layers, given.constants);
    const groups = groupsOf(layers);
    const work: Work = {
      ...{ kernels, training: true, show },
      bound: bound([...parameters, ...buffers], [...cut(parameters, state.parameters), ...cut(buffers, state['buffers'])]), // prettier-ignore
      drawn: byOwner(given.drawn),
    };
    const { inputs, targets } = seen(stepping, given, show);
    const passed = forward(work, groups, inputs);
    const outputs = passed.output as Tensor2D;
    const loss = training.loss.code.of({ kernels, outputs, targets }, training.loss.options);
    show?.('loss', loss.mean);
    show?.('gradient of the loss', loss.gradient);
    const { gradients } = backward(work, groups, passed.kept, loss.gradient, false);
    const gradient = taken(parameters, gradients) as Tensor1D;
    const nextBuffers = taken(buffers, passed.buffers);
    const next = { ...updated(training, state, gradient, given, show), ...(nextBuffers && { buffers: nextBuffers }) };
    showState(show, 'after', layers, next);
    return { state: next, loss: loss.mean } as never;
  });
}

/** Tensors of these slices as one vector; they themselves go. */
function taken(slices: readonly Slice[], from: ByLayer): Tensor1D | null {
  const vector = joined(slices, (layer, name) => from[layer]?.[name] as Tensor);
  for (const tensors of Object.values(from)) tf.dispose(Object.values(tensors));
  return vector;
}

/** What the trained layers see: the batch as the methods leave it, with what the teacher says of it. */
function seen(stepping: Stepping, given: Given, show?: Trace): Examples {
  const { training, shape, kernels, teacher } = stepping;
  const { inputs, labels, targets: numbers, below, drawn, constants } = given;
  const start: Examples = { inputs, targets: { labels, ...(numbers && { numbers }) } };
  const { inputs: whole, targets } = training.methods.reduce(
    (before, { key, code, options }) => code.batch?.(options, before, of(key, drawn), shape) ?? before,
    start,
  );
  if (whole !== inputs) show?.('input as methods leave it', whole);
  const through = (layers: readonly PlacedLayer[], vector: Tensor1D) => passStored(kernels, layers, vector, whole);
  const answers = teacher && (through(teacher, constants['teacher'] as Tensor1D) as Tensor2D);
  if (answers) show?.("the teacher's answers", answers);
  const rows = below ? through(below.layers, below.vector) : whole;
  if (below) show?.('output of the frozen layers', rows);
  return { inputs: rows, targets: { ...targets, ...(answers && { teacher: answers }) } };
}

function showGiven(show: Trace | undefined, { inputs, labels, targets, drawn }: Given): void {
  for (const [owner, tensors] of Object.entries(byOwner(drawn))) {
    for (const [name, tensor] of Object.entries(tensors)) show?.(`${name} drawn for ${owner}`, tensor);
  }
  show?.('input', inputs);
  show?.('labels', labels);
  if (targets) show?.('targets', targets);
}

/** Tensors named `OWNER/NAME`, by owner. */
function byOwner(tensors: Tensors): ByLayer {
  const owners: Record<string, Record<string, Tensor>> = {};
  for (const [path, tensor] of Object.entries(tensors)) {
    const at = path.lastIndexOf('/');
    (owners[path.slice(0, at)] ??= {})[path.slice(at + 1)] = tensor;
  }
  return owners;
}
