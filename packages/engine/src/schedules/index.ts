import { constant } from './constant.js';
import { cosine } from './cosine.js';
import type { ScheduleCode } from './schedule.js';

/** Every schedule of the engine. */
export const scheduleCodes: readonly ScheduleCode[] = [constant, cosine];
