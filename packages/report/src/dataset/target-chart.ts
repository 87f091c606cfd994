import type { NumericTarget, PartSummaries, Summary } from '@seedbed/core';
import { type Chart, opening, type Row } from '../charts/chart.js';
import { inPanels, panelSize, specOf } from '../charts/panels.js';
import { spoken } from '../charts/spoken.js';
import { color } from '../charts/theme.js';
import { grouped } from '../text/format.js';
import { brief, partTitle } from './words.js';

/** How a number that is to be predicted spreads, a panel for each part; null where it is the same everywhere. */
export function targetChart(
  id: string,
  { name, unit }: NumericTarget,
  index: number,
  parts: readonly PartSummaries[],
): Chart | null {
  const drawn = parts.map(({ part, summaries }) => ({ panel: partTitle(part), summary: summaries[index] as Summary }));
  if (drawn.every(({ summary }) => summary.bins.length === 1)) return null;
  const rows = drawn.flatMap(({ panel, summary: { bins, least, most } }): Row[] => {
    const step = (most - least) / bins.length;
    return bins.map((examples, at) => ({ panel, from: least + at * step, to: least + (at + 1) * step, examples }));
  });
  const label = `How ${name} spreads, by part.`;
  const panels = drawn.map(({ panel }) => panel);
  const x = { field: 'from', type: 'quantitative', bin: 'binned', scale: { zero: false, nice: false }, axis: { title: unit ?? null, titleLimit: 150, tickCount: 5 } }; // prettier-ignore
  const spec: Chart['spec'] = (layout) =>
    specOf(
      opening({ label, gap: null, rows }, layout),
      inPanels(panels, panelSize(panels.length, layout, { single: 200, several: 160 }), {
        mark: { type: 'bar', color: color.validation, tooltip: null, binSpacing: 0.5 },
        encoding: {
          ...{ x, x2: { field: 'to' } },
          y: {
            field: 'examples',
            type: 'quantitative',
            axis: { title: 'Examples', grid: true, tickCount: 4, tickMinStep: 1 },
          },
        },
      }),
      panels.length > 1
        ? { resolve: { axis: { x: 'independent', y: 'independent' }, scale: { y: 'independent' } } }
        : {},
    );
  return {
    ...{ id, label, gap: null, rows, spec, filters: [], legend: false },
    values: spoken(drawn.map(({ panel, summary: { bins, least, most } }) => [`${panel}, from ${brief(least)} to ${brief(most)}`, bins.map(grouped)])), // prettier-ignore
    columns: [['panel', 'part'], ['from', 'from'], ['to', 'to'], ['examples', 'examples']], // prettier-ignore
  };
}
