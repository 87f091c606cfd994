import type { ClaimResult, ClaimSpec, Spec } from '@seedbed/core';
import type { TopLevelSpec } from 'vega-lite';
import { cellsBehind } from '../data/uses.js';
import { chartWidth, opening, signedAxis, type Chart, type Layout } from './chart.js';
import { colour } from './theme.js';

function unitOf(claim: ClaimSpec | undefined): string {
  if (claim?.test.kind !== 'trend') return 'Percentage points';
  const { over } = claim.test;
  if (over === undefined) return 'Points for each doubling of the target size';
  return `Points for each ${over.scale === 'log2' ? 'doubling of' : 'step in'} ${over.name}`;
}

/**
 * A claim's estimates with their intervals, the margin inside which a difference would not matter shaded. Estimates in
 * log-odds are left to the table: they have another unit and no margin.
 */
export function findingsChart(
  result: ClaimResult,
  claim: ClaimSpec | undefined,
  gap: string | null,
  experiment: Spec,
): Chart | null {
  const findings = result.findings.filter((finding) => !finding.name.endsWith('in log-odds'));
  if (findings.length === 0) return null;
  const margin = claim?.margin ?? null;
  const unit = unitOf(claim);
  const label = `Estimates behind claim ${result.id}, with their intervals; zero is no difference.`;
  const rows = findings.map((finding, index) => ({
    row: index,
    name: [finding.name, finding.point, finding.images === null ? null : `${finding.images} images`]
      .filter((part) => part !== null)
      .join(' · '),
    mean: finding.interval.mean,
    low: finding.interval.low,
    high: finding.interval.high,
    verdict: finding.verdict,
    uses: cellsBehind(claim, finding, experiment),
  }));
  const step = (layout: Layout) => (layout === 'wide' ? 24 : 40);
  const y = { field: 'row', type: 'ordinal' as const, axis: null };

  const spec = (layout: Layout): TopLevelSpec => ({
    ...opening(label, gap, layout),
    width: chartWidth[layout],
    height: step(layout) * rows.length,
    autosize: { type: 'fit-x', contains: 'padding' },
    datasets: { findings: rows as never },
    data: { name: 'findings' },
    layer: [
      ...(margin === null
        ? []
        : [
            {
              data: { values: [{ from: -margin, to: margin }] },
              mark: { type: 'rect' as const, color: colour.band },
              encoding: { x: { field: 'from', type: 'quantitative' as const }, x2: { field: 'to' } },
            },
          ]),
      { data: { values: [{}] }, mark: { type: 'rule', color: colour.axis }, encoding: { x: { datum: 0 } } },
      {
        mark: { type: 'rule', color: colour.ink, strokeWidth: 1.75 },
        encoding: {
          y,
          x: {
            field: 'low',
            type: 'quantitative',
            axis: { title: unit, tickCount: 7, ...signedAxis, gridColor: colour.grid },
          },
          x2: { field: 'high' },
        },
      },
      {
        mark: { type: 'point', filled: true, color: colour.ink, size: 60, opacity: 1 },
        encoding: {
          y,
          x: { field: 'mean', type: 'quantitative' },
          tooltip: [
            { field: 'name', title: 'Estimate' },
            { field: 'mean', title: 'Mean', format: '+.2f' },
            { field: 'low', title: 'Interval from', format: '+.2f' },
            { field: 'high', title: 'Interval to', format: '+.2f' },
            { field: 'verdict', title: 'Verdict' },
          ],
        },
      },
      {
        mark: {
          type: 'text',
          align: layout === 'wide' ? 'right' : 'left',
          dx: layout === 'wide' ? -12 : 0,
          dy: layout === 'wide' ? 0 : -14,
          color: colour.ink,
          fontSize: 12,
          limit: 420,
        },
        encoding: { y, x: { value: 0 }, text: { field: 'name' } },
      },
    ],
  });
  return { id: `findings-${result.id}`, label, gap, spec };
}
