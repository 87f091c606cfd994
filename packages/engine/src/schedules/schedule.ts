export interface Moment {
  /** At the first step, or the largest. */
  readonly learningRate: number;
  /** From 0. */
  readonly step: number;
  /** Of the run. */
  readonly steps: number;
}

/** How the learning rate changes in the course of a run. */
export interface ScheduleCode<Options = unknown> {
  readonly name: string;
  readonly version: number;
  /** The learning rate of a step, in double precision. */
  readonly rate: (moment: Moment, options: Options) => number;
}

export const scheduleCode = <Options>(code: ScheduleCode<Options>): ScheduleCode => code as ScheduleCode;
