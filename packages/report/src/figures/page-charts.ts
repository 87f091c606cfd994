import { settingChart } from '../charts/by-setting.js';
import type { Chart } from '../charts/chart.js';
import { pairsChart } from '../charts/comparison.js';
import { findingsChart } from '../charts/findings.js';
import type { ReportModel } from '../data/model.js';
import { costDrawn, figuresDrawn } from './index.js';
import { upstreamDrawn } from './upstream.js';
import type { Drawn } from './view.js';

/** All pictures of a page. */
export interface PageCharts {
  /** In the order of the page, the main one first. */
  readonly figures: readonly Drawn[];
  readonly cost: Drawn | null;
  readonly charts: readonly Chart[];
}

/** Every picture of a report; one that has nothing to show is left out. */
export function pageCharts(model: ReportModel): PageCharts {
  const upstream = upstreamDrawn(model);
  const figures = [...figuresDrawn(model), ...(upstream ? [upstream] : [])];
  const cost = costDrawn(model);
  const { quantity, compared } = model;
  const comparing = quantity && compared.length > 0 ? [pairsChart(quantity, model), settingChart(quantity, model)] : []; // prettier-ignore
  const charts = [
    ...figures.map(({ chart }) => chart),
    ...model.input.claims.map((result) => findingsChart(result, model)),
    cost?.chart ?? null,
    ...comparing,
  ];
  return { figures, cost, charts: charts.filter((chart) => chart !== null) };
}
