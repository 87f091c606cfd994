import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tensors } from './computation.js';

/** Tensors under a common first name: `state/parameters`, as a graph takes them. */
export const under = (first: string, tensors: Tensors): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [`${first}/${name}`, tensor]));

/** The tensors under a first name, without it. */
export const of = (first: string, tensors: Tensors): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(tensors).filter(([name]) => name.startsWith(`${first}/`)).map(([name, tensor]) => [name.slice(first.length + 1), tensor])); // prettier-ignore
