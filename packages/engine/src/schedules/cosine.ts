import { scheduleCode } from './schedule.js';

/** From the rate to zero along half a cosine (Loshchilov and Hutter 2017). */
export const cosine = scheduleCode({
  name: 'cosine',
  version: 1,
  rate: ({ learningRate, step, steps }) => (learningRate * (1 + Math.cos((Math.PI * step) / steps))) / 2,
});
