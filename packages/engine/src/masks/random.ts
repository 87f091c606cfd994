import { maskCode } from './mask.js';
import { shareOf, withoutSmallest } from './smallest.js';

/**
 * ⌊share × weights + ½⌋ of the weights of all layers together, at random: a uniform number is drawn for each, and the
 * smallest mask theirs. So a larger share masks what a smaller one does, and more.
 */
export const random = maskCode<{ readonly share: number }>({
  name: 'random',
  version: 1,
  of({ weights, stream }, { share }) {
    const draws = stream();
    return withoutSmallest(
      Float64Array.from({ length: weights }, () => draws.uniform()),
      shareOf(share, weights),
    );
  },
});
