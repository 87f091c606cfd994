import { scheduleCode } from './schedule.js';

export const constant = scheduleCode({ name: 'constant', version: 1, rate: ({ learningRate }) => learningRate });
