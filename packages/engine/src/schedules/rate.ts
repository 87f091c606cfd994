import type { Used } from '../config/code.js';
import type { Moment, ScheduleCode } from './schedule.js';

/**
 * The learning rate of a step, in double precision. A warm-up comes before any schedule and is none of its steps: over w
 * of them the rate rises along a line, 1 / (w + 1), 2 / (w + 1) …, and is whole where the schedule begins.
 */
export function rateOf({ code, options }: Used<ScheduleCode>, { learningRate, step, steps }: Moment): number {
  const { warmup = 0 } = options as { readonly warmup?: number };
  const before = Math.floor(warmup * steps + 0.5);
  if (step < before) return (learningRate * (step + 1)) / (before + 1);
  return code.rate({ learningRate, step: step - before, steps: steps - before }, options);
}
