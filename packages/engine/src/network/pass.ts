import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels.js';
import type { Backward, ByLayer, Call, Forward, Kept } from '../layers/layer.js';
import type { Group } from './groups.js';
import type { Bound } from './layout.js';

/** Shown each tensor of a step under a name that says what it is, in the order in which they are computed. */
export type Trace = (name: string, tensor: Tensor) => void;

/** What layers work with. */
export interface Work {
  readonly kernels: Kernels;
  readonly training: boolean;
  /** Whether gradients are wanted: layers keep what they need for them. In training they always do. */
  readonly keeps?: boolean;
  /** By the layer's name. */
  readonly bound: ReadonlyMap<string, Bound>;
  /** What was drawn for layers in this step. */
  readonly drawn: ByLayer;
  readonly show?: Trace | undefined;
}

export interface Passed {
  /** [batch, ...shape]; a new tensor, unless there is no layer. */
  readonly output: Tensor;
  /** Of each group, in order. */
  readonly kept: readonly Kept[];
  /** New buffers. */
  readonly buffers: ByLayer;
}

const nothing: Bound = { parameters: {}, buffers: {} };

const callOf = (work: Work, { layer, inside }: Group): Call => ({
  ...{ kernels: work.kernels, training: work.training, layer },
  ...(work.bound.get(layer.name) ?? nothing),
  drawn: work.drawn[layer.name] ?? {},
  inside: {
    forward: (x) => forward(work, inside, x),
    backward(kept, dy) {
      const { input, gradients } = backward(work, inside, kept as readonly Kept[], dy, true);
      return { input: input as Tensor, gradients };
    },
  },
});

/** `tf.tidy` keeps tensors within any objects that come back; its types know arrays and mappings of tensors alone. */
const tidied = <T>(compute: () => T): T => tf.tidy(compute as () => Tensor) as T;

/**
 * Sends a batch through layers. What no backward pass needs goes as soon as it was used.
 * @param x [batch, ...shape of the first layer's input]; it stays the caller's.
 */
export function forward(work: Work, groups: readonly Group[], x: Tensor): Passed {
  const kept: Kept[] = [];
  const held = new Set<Tensor>([x]);
  let buffers: ByLayer = {};
  let signal = x;
  for (const group of groups) {
    const before = signal;
    const { name, input } = group.layer;
    const step = tidied((): Forward => {
      const result = group.code.forward(callOf(work, group), tf.reshape(before, [-1, ...input]));
      return work.training || work.keeps ? result : { output: result.output, kept: null };
    });
    signal = step.output;
    work.show?.(`forward activation of ${group.title}`, signal);
    if (step.buffers) buffers = { ...buffers, [name]: step.buffers };
    buffers = { ...buffers, ...step.inside };
    kept.push(step.kept);
    for (const tensor of tensorsIn(step.kept)) held.add(tensor);
    if (!held.has(before)) before.dispose();
  }
  return { output: signal, kept, buffers };
}

/**
 * Sends the gradient of the output back; what was kept for it is gone then.
 * @param needsInput whether the gradient of the input is wanted; else it is null.
 */
export function backward(
  work: Work,
  groups: readonly Group[],
  kept: readonly Kept[],
  dy: Tensor,
  needsInput: boolean,
): { readonly input: Tensor | null; readonly gradients: ByLayer } {
  let gradients: ByLayer = {};
  let signal: Tensor | null = dy;
  for (let index = groups.length - 1; index >= 0; index--) {
    const group = groups[index] as Group;
    const given = signal as Tensor;
    const wantsInput: boolean = needsInput || index > 0;
    const step = tidied((): Backward => {
      const shaped = tf.reshape(given, [-1, ...group.output]);
      return group.code.backward(callOf(work, group), kept[index], shaped, wantsInput);
    });
    signal = step.input;
    show(work, group.layer.name, step);
    gradients = { ...gradients, ...step.inside, [group.layer.name]: step.parameters };
    for (const tensor of tensorsIn(kept[index])) tensor.dispose();
    if (given !== dy && given !== signal) given.dispose();
  }
  return { input: signal, gradients };
}

function show({ show: to }: Work, name: string, { input, parameters }: Backward): void {
  for (const [parameter, tensor] of Object.entries(parameters)) to?.(`gradient of ${name}'s ${parameter}`, tensor);
  if (input) to?.(`gradient of ${name}'s input`, input);
}

/** Sends rows through layers as in evaluation; no more than a group's tensors are there at once. */
export const passThrough = (work: Omit<Work, 'training' | 'drawn'>, groups: readonly Group[], inputs: Tensor): Tensor =>
  tf.tidy(() => forward({ ...work, training: false, drawn: {} }, groups, inputs).output);

function tensorsIn(kept: Kept): Tensor[] {
  if (kept instanceof tf.Tensor) return [kept];
  return kept !== null && typeof kept === 'object' ? Object.values(kept).flatMap(tensorsIn) : [];
}
