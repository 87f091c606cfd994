import { scheduleCode } from './schedule.js';

/** From the rate to zero along a line. */
export const linear = scheduleCode({
  name: 'linear',
  version: 1,
  rate: ({ learningRate, step, steps }) => (learningRate * (steps - step)) / steps,
});
