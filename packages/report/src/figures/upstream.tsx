import { type Manifest, measuredStages, placeOf } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import type { Scale } from '../values/scale.js';
import { trainingLoss } from '../values/quantity.js';
import { curves } from './curves.js';
import { curvesOf } from './parts/curves-data.js';
import type { Drawn } from './view.js';

/** More names than these are no legend: then each stage is a line. */
const mostNames = 10;

/** Training losses of the runs that others start from and that nobody measures; null where there is none. */
export function upstreamDrawn(model: ReportModel): Drawn | null {
  const measured = new Set(measuredStages(model.experiment).map(({ stage }) => stage));
  const runs = model.tally.counted.filter(({ stage, measure }) => !measured.has(stage) || measure.length === 0);
  if (runs.length === 0) return null;
  const places = [...new Set(runs.map(placeOf))];
  const nameOf = places.length > mostNames ? ({ stage }: Manifest) => stage : placeOf;
  const values = [...new Set(runs.map(nameOf))];
  const series: Scale = { name: 'run', title: 'Run', values, numeric: false, spacing: 'linear', of: () => undefined };
  const quantity = trainingLoss((runs[0] as Manifest).stage, 'Training loss of upstream runs', model.input);
  const coursed = runs.map((run) => ({ panel: '', series: nameOf(run), run }));
  const data = curvesOf(coursed, quantity, { series, facets: [] }, model);
  if (data === null) return null;
  return {
    ...{ id: 'upstream', title: 'Upstream runs', long: false },
    chart: curves.chart(data, 'upstream', model.gaps.upstream),
    table: curves.table(data, model),
    caption: <>Training loss of the runs that others start from, mean over replicates. They are not measured.</>,
  };
}
