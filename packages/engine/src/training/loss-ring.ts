import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Computation, Tensors } from '../graph/computation.js';
import type { Repeated } from '../graph/program.js';

/*
 * A step's computation that gives no loss back: it leaves it in a ring, which is state. Every step has a place there, its
 * number modulo the ring's length, and so the losses of the last steps are all there.
 */

/** The losses of the last steps, [kept]. */
export const ringName = 'losses/ring';
/** Which place is the step's own, [kept]. */
const ownName = 'losses/own';

/** What a step is given beside its other inputs; the caller's. */
export const placeOf = (kept: number, step: number): Tensors => ({
  [ownName]: tf.tensor1d(
    Array.from({ length: kept }, (_, place) => place === step % kept),
    'bool',
  ),
});

/**
 * A step that leaves its loss in the ring. Behind a step whose loss is not finite, state stays as that one left it: nobody
 * has looked yet, and what a diverged run leaves behind is what was there when it diverged.
 */
export const intoRing =
  (step: Computation<Tensors, Tensors>): Computation<Tensors, Tensors> =>
  (all) =>
    tf.tidy(() => {
      const { loss, ...next } = step(all);
      const ring = all[ringName] as Tensor;
      const goesOn = tf.all(tf.isFinite(ring));
      const state = Object.entries(next).map(([name, tensor]) => [name, tf.where(goesOn, tensor, all[name] as Tensor)]);
      // A product with ones and zeros would make NaN of every place.
      return { ...Object.fromEntries(state), [ringName]: tf.where(all[ownName] as Tensor, loss as Tensor, ring) };
    });

/** The same training, its losses in a ring. @param repeated gives `loss` and all of its state. */
export const withRing = ({ computation, state, ...others }: Repeated, kept: number): Repeated => ({
  ...others,
  computation: intoRing(computation),
  state: { ...state, [ringName]: tf.zeros([kept]) },
});
