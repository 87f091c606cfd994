import { groupBy, type Interval, withinIntervals } from '@seedbed/core';
import { type Cell, runsOf, type Spot } from './cells.js';
import { range } from '../text/format.js';
import { intervalOf, level, mean } from './means.js';

/** A cell with what its replicates say of it. */
export interface Estimate extends Spot {
  readonly mean: number;
  /** Over replicates: it carries what replicates differ in, such as the classes that they drew. */
  readonly interval: Interval | null;
  /** Within replicates, after Cousineau and Morey: it shows differences between cells; null where it is not defined. */
  readonly within: Interval | null;
  readonly replicates: number;
  readonly planned: number;
  readonly runs: readonly number[];
}

/** The estimates of the cells of a figure; those of one panel are compared with each other. */
export function estimatesOf(cells: readonly Cell[]): Estimate[] {
  const within = new Map([...groupBy(cells, ({ panel }) => panel).values()].flatMap((panel) => [...withinOf(panel)]));
  return cells
    .filter(({ singles }) => singles.length > 0)
    .map((cell) => {
      const values = cell.singles.map(({ value }) => value);
      const { panel, series, x, planned } = cell;
      return {
        ...{ panel, series, x, planned, mean: mean(values), replicates: values.length, runs: runsOf(cell) },
        interval: intervalOf(values),
        within: within.get(cell) ?? null,
      };
    });
}

/** Of the replicates that have every cell of a panel: each replicate's mean is taken out. */
function withinOf(cells: readonly Cell[]): Map<Cell, Interval> {
  const measured = cells.filter(({ singles }) => singles.length > 0);
  const byReplicate = measured.map(({ singles }) => new Map(singles.map(({ replicate, value }) => [replicate, value])));
  const replicates = [...(byReplicate[0]?.keys() ?? [])].filter((each) => byReplicate.every((cell) => cell.has(each)));
  if (replicates.length < 2 || measured.length < 2) return new Map();
  const rows = replicates.map((each) => byReplicate.map((cell) => cell.get(each) as number));
  const intervals = withinIntervals(rows, level);
  return new Map(measured.map((cell, index) => [cell, intervals[index] as Interval]));
}

/** "71.2 [70.1, 72.3]", with how many replicates are there where some are missing. */
export function estimateText(
  { mean, interval, replicates, planned }: Estimate,
  text: (value: number) => string,
): string {
  const around = interval ? ` ${range(interval.low, interval.high, text)}` : '';
  return `${text(mean)}${around}${replicates < planned ? ` (${replicates} of ${planned})` : ''}`;
}
