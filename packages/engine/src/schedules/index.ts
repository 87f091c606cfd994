import { constant } from './constant.js';
import { cosine } from './cosine.js';
import { exponential } from './exponential.js';
import { linear } from './linear.js';
import { multiStep } from './multi-step.js';
import { oneCycle } from './one-cycle.js';
import type { ScheduleCode } from './schedule.js';

/** Every schedule of the engine. */
export const scheduleCodes: readonly ScheduleCode[] = [constant, cosine, linear, multiStep, exponential, oneCycle];
