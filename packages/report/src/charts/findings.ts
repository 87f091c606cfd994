import { type Claim, type ClaimResult, numberWords } from '@seedbed/core';
import { pointsBehind } from '../data/uses.js';
import type { ReportModel } from '../data/model.js';
import { capital } from '../text/format.js';
import { metricQuantity } from '../values/quantity.js';
import { type Chart, chartWidth, opening, type Row, signedAxis } from './chart.js';
import { specOf } from './panels.js';
import { spoken } from './spoken.js';
import { color } from './theme.js';

const perStep = {
  linear: 'for each step of 1 in',
  log2: 'for each doubling of',
  log10: 'for each tenfold of',
} as const;

/** "Points of test accuracy for each doubling of size": what the estimates of a claim are in. */
function unitOf(claim: Claim | undefined, model: ReportModel): string {
  if (claim === undefined) return 'Difference';
  const { step, title } = metricQuantity(claim.metric, model.input);
  const what = title.slice(0, 1).toLowerCase() + title.slice(1);
  // Steps are in the words already.
  const text = `${step === '' || step === 'steps' ? 'Difference' : capital(step)} of ${what}`;
  const [axis] = claim.over;
  if (claim.direction === undefined || axis === undefined) return text;
  return `${text} ${perStep[axis.scale]} ${axis.title ?? axis.name}`;
}

/**
 * A claim's estimates with their intervals, the margin inside which a difference would not matter shaded. Estimates in
 * log-odds are left to the table: they have another unit and no margin.
 */
export function findingsChart(result: ClaimResult, model: ReportModel): Chart | null {
  const findings = result.findings.filter(({ name }) => !name.endsWith('in log-odds'));
  if (findings.length === 0) return null;
  const claim = model.claims.get(result.id);
  const { margin } = result;
  const label = `Estimates behind claim ${result.id}, with their intervals; zero is no difference.`;
  const nameOf = ({ name, where }: (typeof findings)[number]) => [name, where].filter(Boolean).join(' · ');
  const { number } = numberWords({ metric: result, margin });
  const spokenOf = ({ interval: { mean, low, high } }: (typeof findings)[number]) => `${number(mean)} (${number(low)} to ${number(high)})`; // prettier-ignore
  const rows = findings.map((finding, index): Row => ({
    row: index,
    name: nameOf(finding),
    mean: finding.interval.mean,
    low: finding.interval.low,
    high: finding.interval.high,
    verdict: finding.verdict,
    runs: pointsBehind(claim, finding, model),
  }));
  const y = { field: 'row', type: 'ordinal' as const, axis: null };
  const title = unitOf(claim, model);
  const gap = model.gaps.results;

  const spec: Chart['spec'] = (layout) => {
    const wide = layout === 'wide';
    return specOf(opening({ label, gap, rows }, layout), {
      width: chartWidth[layout],
      height: (wide ? 26 : 42) * rows.length,
      autosize: { type: 'fit-x', contains: 'padding' },
      layer: [
        {
          data: { values: [{ from: -margin, to: margin }] },
          mark: { type: 'rect', color: color.band, tooltip: null },
          encoding: { x: { field: 'from', type: 'quantitative' }, x2: { field: 'to' } },
        },
        { data: { values: [{}] }, mark: { type: 'rule', color: color.axis }, encoding: { x: { datum: 0 } } },
        {
          mark: { type: 'rule', color: color.ink, strokeWidth: 1.75 },
          encoding: {
            y,
            x: { field: 'low', type: 'quantitative', axis: { title, tickCount: wide ? 7 : 4, ...signedAxis, gridColor: color.grid } }, // prettier-ignore
            x2: { field: 'high' },
          },
        },
        {
          mark: { type: 'point', filled: true, color: color.ink, size: 60, opacity: 1 },
          encoding: {
            y,
            x: { field: 'mean', type: 'quantitative' },
            tooltip: [
              { field: 'name', title: 'Estimate' },
              { field: 'mean', title: 'Mean', format: '+.3~f' },
              { field: 'low', title: 'Interval from', format: '+.3~f' },
              { field: 'high', title: 'Interval to', format: '+.3~f' },
              { field: 'verdict', title: 'Verdict' },
            ],
          },
        },
        {
          mark: { type: 'text', align: wide ? 'right' : 'left', dx: wide ? -12 : 0, dy: wide ? 0 : -14, color: color.ink, fontSize: 12, limit: wide ? 420 : 340, tooltip: null }, // prettier-ignore
          encoding: { y, x: { value: 0 }, text: { field: 'name' } },
        },
      ],
    });
  };
  return {
    ...{ id: `findings-${result.id}`, label, gap, rows, spec, legend: false, filters: [] },
    values: spoken(findings.map((finding) => [nameOf(finding), [spokenOf(finding)]])),
    columns: (['name', 'mean', 'low', 'high', 'verdict'] as const).map((field) => [field, field === 'name' ? 'estimate' : field] as const), // prettier-ignore
  };
}
