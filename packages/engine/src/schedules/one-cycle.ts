import { scheduleCode } from './schedule.js';

interface OneCycleOptions {
  readonly rise: number;
  readonly from: number;
}

/** What is left at the last step of the rate at the first one. */
const almostNothing = 1e-4;

/**
 * Along a line up to the rate and along another down to almost 0 (Smith 2018), as PyTorch's OneCycleLR with linear
 * annealing in two phases. Momentum stays as it is.
 */
export const oneCycle = scheduleCode<OneCycleOptions>({
  name: 'oneCycle',
  version: 1,
  rate({ learningRate, step, steps }, { rise, from }) {
    const [peak, last] = [Math.max(0, rise * steps - 1), steps - 1];
    const start = learningRate * from;
    if (step < peak) return start + (learningRate - start) * (step / peak);
    const fallen = last > peak ? (step - peak) / (last - peak) : 0;
    return learningRate + (start * almostNothing - learningRate) * fallen;
  },
});
