import type { ReportModel } from '../data/model.js';
import { comparisonChart } from './comparison.js';
import { accuracyChart } from './accuracy.js';
import { benefitChart } from './benefit.js';
import type { Chart } from './chart.js';
import { confusionChart } from './confusion.js';
import { costChart } from './cost.js';
import { depthChart } from './depth.js';
import { findingsChart } from './findings.js';
import { learningChart } from './learning.js';
import { sourcesChart } from './sources.js';

/** Every picture of a report, in the order of the page; one that has nothing to show is left out. */
export function chartsOf(model: ReportModel): Chart[] {
  const { claims, spec } = model.input;
  const runs = (role: 'source' | 'cell') => model.tally.counted.filter((run) => run.role === role);
  const charts = [
    ...claims.map((result) =>
      findingsChart(
        result,
        spec.claims.find((claim) => claim.id === result.id),
        model.gaps.cell,
        spec,
      ),
    ),
    accuracyChart(model),
    benefitChart(model),
    depthChart(model),
    learningChart({
      id: 'learning',
      of: 'by training step, a panel for each condition and target size.',
      gap: model.gaps.cell,
      runs: runs('cell'),
      columns: model.conditions,
    }),
    confusionChart(model),
    costChart(model),
    sourcesChart(model),
    learningChart({
      id: 'source-learning',
      of: 'of the source networks by training step.',
      gap: model.gaps.source,
      runs: runs('source'),
      columns: ['source classes', 'target classes', 'shuffled labels'],
    }),
    comparisonChart(model),
  ];
  return charts.filter((chart) => chart !== null);
}
