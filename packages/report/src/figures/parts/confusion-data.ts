import { type Factor, type Figure, type GridPoint, type Manifest, pointsIn } from '@seedbed/core';
import type { ReportModel } from '../../data/model.js';

type Part = NonNullable<keyof NonNullable<Manifest['measured']>>;

/** A run with its matrix, and the levels that a reader chooses it by. */
export interface Matrix {
  readonly run: number;
  readonly replicate: number;
  /** Of each factor that is chosen, its level. */
  readonly levels: readonly string[];
  readonly classes: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export interface Confusions {
  readonly part: Part;
  /** Factors of which there are several levels. */
  readonly factors: readonly Factor[];
  readonly shown: readonly Matrix[];
  /** How many there are in all. */
  readonly of: number;
}

/** Numbers that the page has room for: with many classes, or runs, not every matrix fits. */
const budget = 120_000;

/** And runs: nobody reads more matrices than this. */
const most = 600;

/** The matrices of a figure, as many as the page has room for; null where there is none. */
export function confusionsOf(figure: Figure, model: ReportModel): Confusions | null {
  const part = figure.shown.kind === 'metric' ? figure.shown.metric.part : undefined;
  if (part === undefined) return null;
  const factors = model.experiment.factors.filter((_, index) => (figure.left[index] as readonly number[]).length > 1);
  const all = matricesOf(figure, part, factors, model);
  if (all.length === 0) return null;
  let left = budget;
  // Whole replicates first.
  const fitting = new Set([...all].sort((a, b) => a.replicate - b.replicate).slice(0, most).filter(({ counts }) => (left -= counts.length ** 2) >= 0)); // prettier-ignore
  const shown = all.filter((each) => fitting.has(each));
  return shown.length > 0 ? { part, factors, shown, of: all.length } : null;
}

function matricesOf(figure: Figure, part: Part, factors: readonly Factor[], model: ReportModel): Matrix[] {
  const places = factors.map((factor) => model.experiment.factors.indexOf(factor));
  const levels = (point: GridPoint) => factors.map((factor, index) => factor.levels[point[places[index] as number] as number]?.name as string); // prettier-ignore
  return pointsIn(figure, model.experiment).flatMap((point) =>
    model.replicates.flatMap((replicate): Matrix[] => {
      const run = model.runAt(figure.shown.stage, point, replicate);
      const counts = run?.measured?.[part]?.confusion;
      if (!run || !counts || counts.length === 0) return [];
      return [{ run: model.indexOf(run), replicate, levels: levels(point), classes: run.data.classes, counts }];
    }),
  );
}
