import { counterparts, type GridPoint, type Selector } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import type { Cell } from './cells.js';
import { mean } from './means.js';
import type { Quantity } from './quantity.js';

/** A value to compare a cell with. */
export interface Reference {
  readonly panel: string;
  /** Empty where all series of the panel have the same one. */
  readonly series: string;
  readonly x: string;
  readonly mean: number;
}

/** For each cell the mean over replicates of the levels that are drawn for comparison. */
export function referencesOf(
  cells: readonly Cell[],
  selector: Selector,
  quantity: Quantity,
  model: ReportModel,
): Reference[] {
  const found = cells.flatMap((cell) => {
    const points = [...new Set(cell.points.flatMap((point) => counterparts(point, selector, model.experiment)))];
    const value = meanAt(points, quantity, model);
    return value === undefined ? [] : [{ cell, key: points.map((point) => point.join()).join(' '), value }];
  });
  return found.flatMap(({ cell: { panel, series, x }, key, value }) => {
    const beside = found.filter(({ cell }) => cell.panel === panel && cell.x === x);
    const shared = beside.length > 1 && beside.every((each) => each.key === key);
    if (shared && beside[0]?.cell.series !== series) return [];
    return [{ panel, series: shared ? '' : series, x, mean: value }];
  });
}

function meanAt(points: readonly GridPoint[], quantity: Quantity, model: ReportModel): number | undefined {
  const values = model.replicates.flatMap((replicate) => {
    const runs = points.map((point) => model.runAt(quantity.stage, point, replicate));
    const all = runs.map((run) => run && quantity.valueOf(run));
    return all.length === 0 || all.includes(undefined) ? [] : [mean(all as number[])];
  });
  return values.length > 0 ? mean(values) : undefined;
}

/** "base", "two layers or three": what a selector means, in words. */
export const selectorWords = (selector: Selector, { experiment }: Pick<ReportModel, 'experiment'>): string =>
  [...selector].map(([name, levels]) => namesOf(name, levels, experiment.factors)).join(', ');

/** A family is called so where all of it is meant. */
function namesOf(name: string, levels: ReadonlySet<number>, factors: ReportModel['experiment']['factors']): string {
  const factor = factors.find((each) => each.name === name);
  const all = factor?.levels ?? [];
  const inFamily = (family: string) => all.flatMap((level, index) => (level.family === family ? [index] : []));
  const words = [...levels].flatMap((index) => {
    const { name: own, family } = all[index] ?? {};
    const whole = family !== undefined && inFamily(family).every((each) => levels.has(each));
    return (whole ? family : own) ?? [];
  });
  const unique = [...new Set(words)];
  const numeric = unique.every((word) => Number.isFinite(Number(word)));
  return numeric ? `${factor?.title ?? name} ${unique.join(' or ')}` : unique.join(' or ');
}
