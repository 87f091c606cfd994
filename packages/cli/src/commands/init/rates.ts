import type { PredictedNumbers } from './facts.js';
import { steps } from './sizes.js';

const oneDigit = (number: number) => Number(number.toPrecision(1));

/**
 * Learning rates of Adam with which each network gets as far as the numbers lie that it is to predict: they are learned
 * in their own unit. A weight moves about the rate a step, half of it on average, so that of a linear model is in
 * proportion to them. In a network of three layers the weights multiply, so it goes with the cube root; its factor was
 * tried on numbers from 1 to 300,000. Initial weights are about 1, and smaller numbers make them no smaller.
 */
export function ratesFor({ reach }: Pick<PredictedNumbers, 'reach'>): {
  readonly linear: number;
  readonly network: number;
} {
  const far = Math.max(1, reach);
  return { linear: oneDigit((8 * far) / steps.numbers), network: oneDigit(0.015 * Math.cbrt(far)) };
}

/** A difference of errors that would matter: a fiftieth of how the numbers differ, in their unit. */
export const marginFor = ({ deviation }: Pick<PredictedNumbers, 'deviation'>): number =>
  deviation > 0 ? oneDigit(deviation / 50) : 0.01;
