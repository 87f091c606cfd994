import * as tf from '@tensorflow/tfjs-core';
import { type Slice, cut } from '../network/layout.js';
import type { Trace } from '../network/pass.js';
import type { State } from './state.js';

/** Shows slots, weights and running statistics, layer by layer. */
export function showState(
  show: Trace | undefined,
  when: 'before' | 'after',
  [parameters, buffers]: readonly [readonly Slice[], readonly Slice[]],
  state: State,
): void {
  if (!show) return;
  const vectors = Object.entries(state).filter(([name]) => name !== 'buffers');
  // Slots first: what they say decides the weights after the step.
  for (const [name, vector] of vectors.reverse()) {
    const what = name.startsWith('slot/') ? name.slice('slot/'.length) : null;
    for (const [index, tensor] of cut(parameters, vector).entries()) {
      const { layer, name: parameter } = parameters[index] as Slice;
      show(what === null ? `${parameter} of ${layer} ${when} the step` : `${what} of ${layer}'s ${parameter} ${when} the step (slot)`, tensor); // prettier-ignore
      tf.dispose(tensor);
    }
  }
  for (const [index, tensor] of cut(buffers, state['buffers']).entries()) {
    const { layer, name } = buffers[index] as Slice;
    show(`running ${name} of ${layer} ${when} the step`, tensor);
    tf.dispose(tensor);
  }
}
