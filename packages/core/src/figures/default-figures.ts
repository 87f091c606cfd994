import type { Experiment } from '../spec/experiment.js';
import type { Factor } from '../spec/factors.js';
import { measuredStages } from '../spec/measure.js';
import { mainName } from '../plan/metric-name.js';
import type { Plan } from '../plan/planned.js';
import type { List, Place, Value } from '../spec/value.js';

/**
 * The figures of an experiment that writes none, as it would write them: for each measured stage lines of the main
 * metric of each part, `test` first, and curves of the training loss. On x is the first factor with numbers (else the
 * first), the next is series; where that makes more lines than anybody tells apart, the other way round.
 */
export function defaultFigures(experiment: Experiment, { runs }: Plan): List {
  const varied = experiment.factors.filter(({ levels }) => levels.length > 1);
  const first = varied.find(isNumeric) ?? varied[0];
  const second = varied.find((factor) => factor !== first);
  const [x, series] = isCrowded(first, second) ? [second, first] : [first, second];
  const stages = measuredStages(experiment).map((measured) => {
    const own = runs.filter(({ stage }) => stage === measured.stage);
    return { ...measured, metric: mainName(own[0]), trains: own.some(({ config }) => config.training !== undefined) };
  });
  const lines = stages.flatMap(({ stage, parts, metric }) =>
    [...parts].reverse().map((part) => ({ y: `${stage}.${part}.${metric}`, x: x?.name ?? 'replicate' })),
  );
  // Steps are on x: lines are the levels of the other factor, or of the one that is there.
  const curves = stages.filter(({ trains }) => trains).map(({ stage }) => ({ y: `${stage}.loss` }));
  const items = [
    ...lines.map((each) => ({ lines: { ...each, ...seriesOf(series) } })),
    ...curves.map((each) => ({ curves: { ...each, ...seriesOf(series ?? x) } })),
  ];
  return {
    kind: 'list',
    place: experiment.root.place,
    items: items.map((each) => placed(each, experiment.root.place)),
  };
}

/** So many lines are told apart. */
const mostLines = 8;

const isCrowded = (x: Factor | undefined, series: Factor | undefined): boolean =>
  x !== undefined && series !== undefined && series.levels.length > mostLines && x.levels.length <= mostLines;

const isNumeric = ({ levels }: Factor): boolean => levels.every(({ name }) => Number.isFinite(Number(name)));

const seriesOf = (factor: Factor | undefined): Readonly<Record<string, string>> =>
  factor ? { series: factor.name } : {};

type Words = string | { readonly [key: string]: Words };

/** Words without a place of their own. */
function placed(words: Words, place: Place): Value {
  if (typeof words === 'string') return { kind: 'scalar', value: words, place };
  const entries = Object.entries(words).map(
    ([key, value]) => [key, { key: place, value: placed(value, place) }] as const,
  );
  return { kind: 'mapping', place, entries: new Map(entries) };
}
