import { cellEncoding } from '../charts/cells.js';
import { type Chart, opening, type Row } from '../charts/chart.js';
import { inPanels, panelSize, specOf } from '../charts/panels.js';
import { byLine, lineName, spoken } from '../charts/spoken.js';
import { color } from '../charts/theme.js';
import { type Axes, axesOf, byWords, cellsOf, measuredBy, panelsOf } from '../values/cells.js';
import { coursedBy, coursesOf } from '../values/courses.js';
import { type Estimate, estimatesOf, estimateText } from '../values/estimates.js';
import { axisTitle, digitsOf, type Quantity, quantityOf, written } from '../values/quantity.js';
import { type Scale, scaleOf, stepScale } from '../values/scale.js';
import { filtersOf } from './parts/filters.js';
import { eachWords, placeColumns, placeTips } from './parts/places.js';
import { GridTable } from './parts/tables.js';
import type { FigureView } from './view.js';

interface Heatmap {
  readonly quantity: Quantity;
  /** The vertical axis is `series`, as everywhere. */
  readonly axes: Axes & { readonly x: Scale; readonly series: Scale };
  readonly estimates: readonly Estimate[];
  readonly digits: number;
}

/** A quantity as color over two axes, with its numbers in the cells. */
export const heatmap: FigureView<Heatmap> = {
  rows(figure, model) {
    const quantity = quantityOf(figure.shown, model.input);
    if (!figure.x || !figure.y || figure.x.kind === 'metric' || figure.y.kind === 'metric') return null;
    const { x, facets } = axesOf(figure, model);
    const y = figure.y.kind === 'step' ? null : scaleOf(figure.y, figure, model.experiment, model.replicates);
    const data = x && y ? overLevels() : overSteps();
    return data && data.estimates.length > 0 ? { ...data, digits: digitsOf(quantity, data.estimates.map((each) => each.mean)) } : null; // prettier-ignore

    function overLevels() {
      const axes = { x: x as Scale, series: y as Scale, facets };
      return { quantity, axes, estimates: estimatesOf(cellsOf(figure, model, axes, measuredBy(model, quantity.stage, quantity.valueOf))) }; // prettier-ignore
    }

    /** One of the axes is the step: what is drawn are the evaluations. */
    function overSteps() {
      const other = x ?? y;
      if (!other) return null;
      const points = coursesOf(coursedBy(figure, { x: null, series: other, facets }, quantity, model), quantity, model.indexOf); // prettier-ignore
      const steps = stepScale(points.map(({ step }) => step));
      const axes = y ? { x: steps, series: y, facets } : { x: x as Scale, series: steps, facets };
      const estimates = points.map(({ panel, series, step, value, replicates, runs }): Estimate => ({
        ...{ panel, runs, replicates, planned: replicates, mean: value, interval: null, within: null },
        ...(y ? { x: String(step), series } : { x: series, series: String(step) }),
      }));
      return { quantity, axes, estimates };
    }
  },
  title: ({ quantity, axes: { x, series } }) => `${quantity.title} by ${x.name} and ${series.name}`,
  chart: chartOf,
  table: ({ quantity, axes, estimates, digits }) => (
    <GridTable
      label={`${axisTitle(quantity)}${byWords(axes)}, as a heatmap`}
      axes={axes}
      entries={estimates}
      text={(each) => estimateText(each, written(digits))}
    />
  ),
  caption: ({ quantity }, over) => (
    <>
      {axisTitle(quantity)}, mean over {over}; the stronger the color, the higher.
    </>
  ),
};

/** So many columns still have room for their numbers. */
const mostNumbers = { wide: 14, narrow: 6 };

function chartOf({ quantity, axes, estimates, digits }: Heatmap, id: string, gap: string | null): Chart {
  const { x, series } = axes;
  const text = written(digits);
  const rows = estimates.map(({ panel, series: line, x: across, mean, interval, replicates, runs }): Row => ({
    ...{ panel, series: line, x: across, mean, replicates, runs },
    ...{ low: interval?.low ?? null, high: interval?.high ?? null, text: text(mean) },
  }));
  const panels = panelsOf(axes, estimates);
  const label = `${axisTitle(quantity)} by ${x.name} across and ${series.name} upwards${eachWords({ ...axes, series: null })}, mean over replicates.`; // prettier-ignore
  const values = estimates.map(({ mean }) => mean);
  const format = `.${digits}f`;
  const spec: Chart['spec'] = (layout) => {
    const height = Math.min(420, 34 * series.values.length);
    const size = panelSize(panels.length, layout, { single: height, several: height }, 2);
    const width = Math.min(size.width - 20, 80 * x.values.length + 40);
    const unit = {
      encoding: cellEncoding(x, series, height),
      layer: [
        {
          mark: { type: 'rect', color: color.validation },
          encoding: {
            opacity: {
              field: 'mean',
              type: 'quantitative',
              scale: { domain: [Math.min(...values), Math.max(...values)], range: [0.05, 0.6] },
              legend: null,
            },
            tooltip: [
              ...placeTips(axes),
              { field: 'mean', title: axisTitle(quantity), format },
              { field: 'low', title: 'Interval from', format },
              { field: 'high', title: 'Interval to', format },
              { field: 'replicates', title: 'Replicates' },
            ],
          },
        },
        ...(x.values.length <= mostNumbers[layout] / (panels.length > 1 ? 2 : 1) || x.values.length <= 5
          ? [{ mark: { type: 'text', color: color.ink, fontSize: 11, tooltip: null }, encoding: { text: { field: 'text' } } }] // prettier-ignore
          : []),
      ],
    };
    return specOf(
      opening({ label, gap, rows }, layout),
      inPanels(panels, { width, height, columns: size.columns }, unit),
    );
  };
  return {
    ...{ id, label, gap, rows, spec, legend: false },
    values: spoken(byLine(estimates, lineName, (each) => `${each.x} → ${text(each.mean)}`)),
    filters: filtersOf(axes, panels),
    columns: [
      ...placeColumns(axes),
      ['mean', axisTitle(quantity)],
      ['low', 't interval, low'],
      ['high', 't interval, high'],
      ['replicates', 'replicates'],
    ],
  };
}
