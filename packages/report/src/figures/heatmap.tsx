import { type Chart, opening, type Row, spoken } from '../charts/chart.js';
import { inPanels, panelSize, specOf } from '../charts/panels.js';
import { upright } from '../charts/positions.js';
import { color } from '../charts/theme.js';
import { range } from '../text/format.js';
import { type Axes, axesOf, byWords, cellsOf, measuredBy, panelsOf } from '../values/cells.js';
import { coursedBy, coursesOf } from '../values/courses.js';
import { type Estimate, estimatesOf } from '../values/estimates.js';
import { axisTitle, digitsOf, type Quantity, quantityOf, written } from '../values/quantity.js';
import { type Scale, scaleOf, stepScale } from '../values/scale.js';
import { filtersOf } from './parts/filters.js';
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
      text={({ mean, interval }) => `${written(digits)(mean)}${interval ? ` ${range(interval.low, interval.high, written(digits))}` : ''}`} // prettier-ignore
    />
  ),
  caption: ({ quantity }) => <>{axisTitle(quantity)}, mean over replicates; the stronger the color, the higher.</>,
};

/** So many columns still have room for their numbers. */
const mostNumbers = { wide: 14, narrow: 6 };

function chartOf({ quantity, axes, estimates, digits }: Heatmap, id: string, gap: string | null): Chart {
  const { x, series, facets } = axes;
  const text = written(digits);
  const rows = estimates.map(({ interval, within, ...each }): Row => {
    void within;
    return { ...each, low: interval?.low ?? null, high: interval?.high ?? null, text: text(each.mean) };
  });
  const panels = panelsOf(axes, estimates);
  const label = `${axisTitle(quantity)} by ${x.name} across and ${series.name} upwards${facets.length > 0 ? `, a panel for each ${facets.map(({ name }) => name).join(' and ')}` : ''}, mean over replicates.`; // prettier-ignore
  const values = estimates.map(({ mean }) => mean);
  const order = series.numeric ? [...series.values].reverse() : [...series.values];
  const format = `.${digits}f`;
  const spec: Chart['spec'] = (layout) => {
    const height = Math.min(420, 34 * series.values.length);
    const size = panelSize(panels.length, layout, { single: height, several: height }, 2);
    const width = Math.min(size.width - 20, 80 * x.values.length + 40);
    const unit = {
      encoding: {
        x: { field: 'x', type: 'ordinal', sort: [...x.values], axis: { title: x.title, labelAngle: 0, labelOverlap: true, domain: false } }, // prettier-ignore
        y: { field: 'series', type: 'ordinal', sort: order, axis: { title: upright(series, height) } },
      },
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
              ...(facets.length > 0 ? [{ field: 'panel', title: facets.map(({ name }) => name).join(', ') }] : []),
              { field: 'x', title: x.title },
              { field: 'series', title: series.title },
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
    return specOf(opening({ label, gap, rows }, layout), inPanels(panels, { ...size, width, outer: width }, unit), panels.length > 1 ? {} : { width, autosize: { type: 'pad' } }); // prettier-ignore
  };
  return {
    ...{ id, label, gap, rows, spec, legend: false },
    values: spokenOf(estimates, text),
    filters: filtersOf(axes, panels),
    columns: [
      ...(facets.length > 0 ? [['panel', facets.map(({ name }) => name).join(', ')] as const] : []),
      ['x', x.name],
      ['series', series.name],
      ['mean', axisTitle(quantity)],
      ['low', 't interval, low'],
      ['high', 't interval, high'],
      ['replicates', 'replicates'],
    ],
  };
}

function spokenOf(estimates: readonly Estimate[], text: (value: number) => string): string {
  const groups = new Map<string, string[]>();
  for (const { panel, series, x, mean } of estimates) {
    const name = [panel, series].filter(Boolean).join(', ');
    groups.set(name, [...(groups.get(name) ?? []), `${x} → ${text(mean)}`]);
  }
  return spoken([...groups]);
}
