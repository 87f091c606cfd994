import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Targets } from '../losses/loss.js';
import { sharesOf } from '../losses/soft-cross-entropy.js';

/** The rows of a batch in another order. @param order int32, [batch]. */
export const reordered = <T extends Tensor>(rows: T, order: Tensor): T => tf.gather(rows, order as Tensor1D);

/** `share` of the one and the rest of the other. @param share a scalar, from 0 to 1. */
export const mixed = <T extends Tensor>(one: T, other: T, share: Tensor): T => tf.add(tf.mul(one, share), tf.mul(other, tf.sub(1, share))); // prettier-ignore

/** What a batch should give, mixed with that of the same rows in another order. */
export function mixedTargets(targets: Targets, classes: number, order: Tensor, share: Tensor): Targets {
  const shares = sharesOf(targets, classes);
  return { ...targets, shares: mixed(shares, reordered(shares, order), share) };
}
