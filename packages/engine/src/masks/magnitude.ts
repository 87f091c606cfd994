import { maskCode } from './mask.js';
import { shareOf, withoutSmallest } from './smallest.js';

/**
 * Of the weights that the other run still had, those that are not 0, the share with the smallest absolute values is
 * masked (Han et al. 2015; Frankle and Carbin 2019), of all layers together: ⌊share × weights + ½⌋ of them, of equal ones
 * the first. What was 0 there is masked too, so that rounds are nested.
 */
export const magnitude = maskCode<{ readonly share: number }>({
  name: 'magnitude',
  version: 1,
  of({ weights, upstream = new Float32Array(weights) }, { share }) {
    // Those of a run that diverged are numbers or not; the latter count as the largest.
    const sizes = upstream.map((value) => (Number.isNaN(value) ? Infinity : Math.abs(value)));
    const left = sizes.reduce((count, size) => (size > 0 ? count + 1 : count), 0);
    return withoutSmallest(sizes, weights - left + shareOf(share, left));
  },
});
