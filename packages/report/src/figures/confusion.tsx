import type { Manifest } from '@seedbed/core';
import { type Figure, type Factor, type GridPoint, pointsIn } from '@seedbed/core/language';
import type { ReportModel } from '../data/model.js';
import { Table } from '../parts/table.js';
import { classLabels } from '../text/class-name.js';
import { fixed } from '../text/format.js';
import { confusionChart } from './parts/confusion-chart.js';
import type { FigureView } from './view.js';

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

const partNames = { train: 'Training', validation: 'Validation', test: 'Test' } as const;

/** Which classes are taken for which, in a run that the reader chooses. */
export const confusion: FigureView<Confusions> = {
  rows(figure, model) {
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
  },
  title: ({ part }) => `Confusion of ${partNames[part].toLowerCase()} examples`,
  chart: confusionChart,
  table: ({ factors, shown }) => (
    <Table
      label="The most frequent confusion of each run"
      columns={[
        ...factors.map((factor) => ({ title: factor.title ?? factor.name })),
        { title: 'Replicate', numeric: true },
        { title: 'Most frequent confusion' },
      ]}
      rows={shown.map((matrix) => [...matrix.levels, matrix.replicate, mostFrequent(matrix)])}
    />
  ),
  caption: ({ part, shown, of }) => (
    <>
      {partNames[part]} examples of each true class (rows) by the predicted class (columns), for one run. Replicates may
      draw other classes, so matrices are not averaged.
      {shown.length < of
        ? ` With so many classes and runs the page holds ${shown.length} of ${of} matrices; the others are in their manifests.`
        : ''}
    </>
  ),
};

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

function mostFrequent({ classes, counts }: Matrix): string {
  let worst = { n: 0, truth: -1, predicted: -1 };
  counts.forEach((row, truth) =>
    row.forEach((n, predicted) => {
      if (predicted !== truth && n > worst.n) worst = { n, truth, predicted };
    }),
  );
  if (worst.n === 0) return '–';
  const labels = classLabels(classes);
  const [truth, predicted] = [classes[worst.truth], classes[worst.predicted]].map((name) => labels.get(name as string));
  const total = (counts[worst.truth] as readonly number[]).reduce((sum, n) => sum + n, 0);
  return `${truth} as ${predicted} (${fixed((100 * worst.n) / total, 1)} %)`;
}
