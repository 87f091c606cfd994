import { labelOf } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import { axisTitle, digitsOf, type Quantity } from '../values/quantity.js';
import { type Chart, opening, type Row } from './chart.js';
import { inPanels, specOf } from './panels.js';
import { domainOf } from './ranges.js';
import { spoken } from './spoken.js';
import { color } from './theme.js';

/** Each pair of runs as a point: ours across, the other set's upwards; equal results lie on the line. */
export function pairsChart(quantity: Quantity, model: ReportModel): Chart | null {
  const pairs = model.compared.flatMap((set) => set.pairs);
  if (pairs.length === 0) return null;
  const rows = pairs.map(({ set, ours, values: [here, there] }): Row => ({
    ...{ panel: set, run: labelOf(ours), ours: here, theirs: there, runs: [model.indexOf(ours)] },
  }));
  const names = [...new Set(pairs.map(({ set }) => set))];
  const domain = domainOf(quantity, pairs.flatMap(({ values }) => [...values])); // prettier-ignore
  const label = `${axisTitle(quantity)} of paired runs, ours across and the other results upwards; on the line they are equal.`; // prettier-ignore
  const scale = { domain, zero: false, nice: false };
  const format = `.${digitsOf(quantity, domain) + 1}f`;
  const gap = model.gaps.results;
  const spec: Chart['spec'] = (layout) => {
    const side = layout === 'wide' ? 340 : 250;
    const columns = layout === 'wide' ? Math.min(2, names.length) : 1;
    const unit = {
      layer: [
        {
          transform: [{ filter: 'false' }],
          mark: 'point',
          encoding: { x: { field: 'ours', type: 'quantitative', scale, axis: { title: `This page (${quantity.unit || 'value'})`, grid: true, tickCount: 5 } } }, // prettier-ignore
        },
        {
          mark: { type: 'rule', color: color.axis, strokeDash: [4, 3], tooltip: null },
          encoding: {
            x: { datum: domain[0], type: 'quantitative', scale },
            y: { datum: domain[0], type: 'quantitative', scale },
            x2: { datum: domain[1] },
            y2: { datum: domain[1] },
          },
        },
        {
          mark: { type: 'point', filled: true, size: 40, opacity: 0.75, color: color.validation },
          encoding: {
            x: { field: 'ours', type: 'quantitative', scale },
            y: { field: 'theirs', type: 'quantitative', scale, axis: { title: `The other results (${quantity.unit || 'value'})`, grid: true, tickCount: 5 } }, // prettier-ignore
            tooltip: [
              { field: 'run', title: 'Run' },
              { field: 'ours', title: 'This page', format },
              { field: 'theirs', title: 'The other', format },
            ],
          },
        },
      ],
    };
    return specOf(opening({ label, gap, rows }, layout), inPanels(names, { width: side, height: side, columns }, unit));
  };
  return {
    ...{ id: 'comparison', label, gap, rows, spec, legend: false, filters: [] },
    values: spoken(pairs.map(({ set, ours, values: [here, there] }) => [`${set}, ${labelOf(ours)}`, [`${here.toFixed(2)} and ${there.toFixed(2)}`]] as const)), // prettier-ignore
    columns: [
      ['panel', 'results'],
      ['run', 'run'],
      ['ours', 'this page'],
      ['theirs', 'the other'],
    ],
  };
}
