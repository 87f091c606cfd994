import type { PlacedLayer } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Tensors } from '../graph/computation.js';
import { of } from '../graph/named.js';
import { bufferSlices, cut, parameterSlices, type Slice, slicesOf } from '../network/layout.js';
import type { Trace } from '../network/pass.js';
import type { State } from './state.js';

/** Shows the state layer by layer: of each parameter its slots and then itself, then the running statistics. */
export function showState(
  show: Trace | undefined,
  when: 'before' | 'after',
  layers: readonly PlacedLayer[],
  state: State,
): void {
  if (!show) return;
  tf.tidy(() => {
    const pieces = (vector: Tensor1D) => cut(parameterSlices(layers), vector);
    const slots = Object.entries(of('slot', state)).map(([name, vector]) => ({ ...slotWords(name), left: pieces(vector as Tensor1D) })); // prettier-ignore
    const parameters = pieces(state.parameters);
    const buffers = cut(bufferSlices(layers), state['buffers']);
    for (const { layer, name, isBuffer } of slicesOf(layers)) {
      if (isBuffer) {
        show(`running ${name} of ${layer} ${when} the step`, buffers.shift() as Tensor);
        continue;
      }
      for (const { what, owner, left } of slots) show(`${what} of ${layer}'s ${name} ${when} the step (${owner} slot)`, left.shift() as Tensor); // prettier-ignore
      show(`${name} of ${layer} ${when} the step`, parameters.shift() as Tensor);
    }
  });
}

/** Shows what is the same in all steps, of each parameter: the mask, and what methods took from other runs. */
export function showConstants(show: Trace | undefined, layers: readonly PlacedLayer[], constants: Tensors): void {
  if (!show) return;
  const { teacher, ...vectors } = constants;
  void teacher;
  tf.tidy(() => {
    const slices = parameterSlices(layers);
    for (const [path, vector] of Object.entries(vectors)) {
      const { what, owner } = slotWords(path);
      const words = path === 'mask' ? '' : ` (constant of ${owner})`;
      cut(slices, vector as Tensor1D).forEach((piece, at) => {
        const { layer, name } = slices[at] as Slice;
        show(`${what} of ${layer}'s ${name}${words}`, piece);
      });
    }
  });
}

/** `velocity` is the optimizer's, `METHOD/NAME` a method's. */
function slotWords(name: string): { readonly what: string; readonly owner: string } {
  const at = name.indexOf('/');
  return at < 0 ? { what: name, owner: 'optimizer' } : { what: name.slice(at + 1), owner: name.slice(0, at) };
}
