import { type Figure, type MetricComponent, type MetricName, measuredStages } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import { scaleOf } from '../values/scale.js';

/** More panels than these are looked at by nobody. */
const mostPanels = 16;

/** The first figure with levels on x. */
export const overLevels = (figures: readonly Figure[]): Figure | undefined =>
  figures.find(({ kind, x }) => (kind === 'lines' || kind === 'contrast' || kind === 'best') && x?.kind === 'axis');

/** What every page shows though no spec asks for it: how training went, and which classes are taken for which. */
export function addedFigures(model: ReportModel): Figure[] {
  const { figures } = model.input;
  const has = (kind: Figure['kind']) => figures.some((figure) => figure.kind === kind);
  return [...(has('curves') ? [] : lossCurves(model)), ...(has('confusion') ? [] : matrices(model))];
}

/** The training loss at the places of the first figure: its series are lines, what is on x is a panel each. */
function lossCurves(model: ReportModel): Figure[] {
  const main = overLevels(model.input.figures);
  if (!main?.x) return [];
  const { left, mean, shown } = main;
  const panels = main.series ? [...main.panels, main.x] : main.panels;
  const count = panels.reduce((product, panel) => product * scaleOf(panel, main, model.experiment, model.replicates).values.length, 1); // prettier-ignore
  const merged = count > mostPanels && main.series && main.x.kind === 'axis' ? [main.x.axis] : [];
  return [
    {
      ...plain({ left, mean: [...mean, ...merged] }),
      kind: 'curves',
      shown: { kind: 'trainingLoss', stage: shown.stage },
      x: { kind: 'step' },
      series: main.series ?? main.x,
      panels: count > mostPanels ? main.panels : panels,
    },
  ];
}

function matrices({ experiment }: ReportModel): Figure[] {
  const component = experiment.registry.find('metric', 'confusion') as MetricComponent | undefined;
  const stage = measuredStages(experiment).find(({ parts }) => parts.includes('test'))?.stage;
  if (!component || stage === undefined) return [];
  const left = experiment.factors.map(({ levels }) => levels.map((_, index) => index));
  const metric: MetricName = { ...{ stage, part: 'test' as const, name: 'confusion', unit: 'none' as const }, component, options: {}, compared: undefined, title: 'Test confusion', words: 'test confusion' }; // prettier-ignore
  return [{ ...plain({ left, mean: [] }), kind: 'confusion', shown: { kind: 'metric', stage, metric } }];
}

/** A figure without anything but its levels. */
const plain = (scope: Pick<Figure, 'left' | 'mean'>) => ({
  ...scope,
  ...{ title: undefined, x: undefined, y: undefined, series: undefined, panels: [] },
  ...{ among: undefined, reference: undefined, minus: undefined },
});
