import { exactPower } from '@seedbed/core';
import { scheduleCode } from './schedule.js';

interface MultiStepOptions {
  readonly at: readonly number[];
  readonly factor: number;
}

/** The rate times the factor once for each share of the steps that has been reached, rounded to the nearest step. */
export const multiStep = scheduleCode<MultiStepOptions>({
  name: 'multiStep',
  version: 1,
  rate({ learningRate, step, steps }, { at, factor }) {
    const reached = at.filter((share) => step >= Math.floor(share * steps + 0.5)).length;
    return learningRate * exactPower(factor, reached);
  },
});
