import { exactExp, exactLog } from '@seedbed/core';
import { scheduleCode } from './schedule.js';

/** By the same factor at each step, so that after the last one the share `to` of the rate would be left. */
export const exponential = scheduleCode<{ readonly to: number }>({
  name: 'exponential',
  version: 1,
  rate: ({ learningRate, step, steps }, { to }) => learningRate * exactExp((exactLog(to) * step) / steps),
});
