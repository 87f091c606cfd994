import type { Manifest } from '@seedbed/core';
import type { TopLevelSpec } from 'vega-lite';
import { learningRows, lossesIn, smallestLoss } from '../data/learning.js';
import { chartWidth, live, opening, type Chart, type Layout } from './chart.js';
import { colour } from './theme.js';

interface LearningOptions {
  readonly id: string;
  /** What the panels are, after "Training loss". */
  readonly of: string;
  readonly gap: string | null;
  readonly runs: readonly Manifest[];
  /** Panels from left to right, in this order. */
  readonly columns: readonly string[];
}

/** Conditions that can stand side by side. */
const mostColumns = 8;

/** Room for axis labels and row headers beside the panels. */
const margin = { wide: 110, narrow: 96 };

/** How the curve of each loss is dashed. */
const dashes = { training: [4, 2], validation: [1, 0] };

/** Powers of ten; where fewer than two of them lie between the losses, also their doubles and fives. */
function lossTicks(losses: readonly number[]): number[] {
  const decades = [-4, -3, -2, -1, 0, 1, 2];
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const few = decades.filter((power) => 10 ** power >= low && 10 ** power <= high).length < 2;
  return decades.flatMap((power) => (few ? [1, 2, 5] : [1]).map((factor) => Number(`${factor}e${power}`)));
}

/** Training loss, and validation loss where it was measured, a panel for each condition and size, means over replicates. */
export function learningChart({ id, of, gap, runs, columns }: LearningOptions): Chart | null {
  const rows = learningRows(runs).map((row) => ({ ...row, drawn: Math.max(row.loss, smallestLoss) }));
  if (rows.length === 0) return null;
  const parts = lossesIn(rows);
  const label = `${parts.includes('validation') ? 'Training and validation' : 'Training'} loss ${of}`;
  const sizes = [...new Set(rows.map((row) => row.images))].sort((a, b) => a - b);
  const ticks = lossTicks(rows.map((row) => row.drawn));
  const present = columns.filter((condition) => rows.some((row) => row.condition === condition));

  const spec = (layout: Layout): TopLevelSpec => {
    // Many conditions side by side leave no room for their names.
    const wide = layout === 'wide' && present.length <= mostColumns;
    const across = wide ? present : sizes;
    const room = (chartWidth[layout] - margin[layout]) / across.length - 10;
    const conditionFacet = { field: 'condition', type: 'ordinal' as const, sort: [...present] };
    const legend = { title: 'Loss in nats, mean over replicates' };
    const sizeFacet = { field: 'images', type: 'ordinal' as const };
    return {
      ...opening(label, gap, layout),
      datasets: { losses: rows as never },
      data: { name: 'losses' },
      params: [{ name: live, value: false }],
      spacing: 10,
      facet: {
        row: {
          ...(wide ? sizeFacet : conditionFacet),
          header: { title: wide ? 'Images a class' : null, labelAngle: 0, labelAlign: 'left' },
        },
        column: { ...(wide ? conditionFacet : sizeFacet), header: { title: wide ? null : 'Images a class' } },
      },
      resolve: { scale: { x: 'independent' } },
      spec: {
        width: Math.max(28, Math.min(Math.round(room), 260)),
        height: wide ? 84 : 64,
        encoding: {
          x: {
            field: 'step',
            type: 'quantitative',
            axis: {
              title: null,
              tickCount: 2,
              labels: wide || room > 100,
              labelOverlap: 'greedy',
              labelSeparation: 6,
              labelFontSize: 11,
            },
          },
          y: {
            field: 'drawn',
            type: 'quantitative',
            scale: { type: 'log', nice: false },
            axis: { title: null, values: ticks, format: '~r', labelFontSize: 11 },
          },
          color: {
            field: 'part',
            type: 'nominal',
            scale: { domain: parts, range: parts.map((part) => colour[part]) },
            legend,
          },
        },
        layer: [
          {
            mark: { type: 'line', strokeWidth: 1.75 },
            encoding: {
              strokeDash: {
                field: 'part',
                type: 'nominal',
                scale: { domain: parts, range: parts.map((part) => dashes[part]) },
                legend,
              },
            },
          },
          {
            transform: [{ filter: live }],
            mark: { type: 'point', size: 16, filled: true, opacity: 1 },
            encoding: {
              tooltip: [
                { field: 'condition', title: 'Network' },
                { field: 'images', title: 'Images a class' },
                { field: 'step', title: 'Step' },
                { field: 'part', title: 'Loss' },
                { field: 'loss', title: 'Nats', format: '.3f' },
                { field: 'replicates', title: 'Replicates' },
              ],
            },
          },
        ],
      },
    };
  };
  return { id, label, gap, spec };
}
