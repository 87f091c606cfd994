import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownComponents } from '../components/registry.js';
import { type Experiment, readExperiment } from '../spec/experiment.js';
import type { Dimension, Figure, Shown } from './figure.js';
import { counterparts, figuresOf, pointsIn } from './figures.js';
import { pointText, selectorOf } from '../spec/grid.js';
import { planExperiment } from '../plan/planned.js';
import type { Value } from '../spec/value.js';
import { without } from '../testing/without.js';

const folder = new URL('../../examples/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml') && !name.endsWith('.choices.yaml'))
  .map((name) => name.replace('.yaml', ''));

const experimentOf = (name: string) => readExperiment(new URL(`${name}.yaml`, folder).pathname, knownComponents);
const figuresIn = (experiment: Experiment) => figuresOf(experiment, planExperiment(experiment));

const shownText = (shown: Shown) =>
  shown.kind === 'trainingLoss' ? `${shown.stage}.loss` : [shown.stage, shown.metric.part, shown.metric.name].filter(Boolean).join('.'); // prettier-ignore
const dimensionText = (dimension: Dimension, { factors }: Experiment): string => {
  if (dimension.kind === 'axis') return dimension.axis.name;
  if (dimension.kind === 'family') return `families of ${factors[dimension.factor]?.name}`;
  return dimension.kind === 'metric' ? dimension.metric.name : dimension.kind;
};

/** A figure in a line: "lines of target.test.accuracy over size, series condition, 35 points". */
function sketch(figure: Figure, experiment: Experiment): string {
  const part = (word: string, dimension: Dimension | undefined) =>
    dimension ? ` ${word} ${dimensionText(dimension, experiment)}` : '';
  const roles = [part('over', figure.x), part('and', figure.y), part('series', figure.series)].join('');
  const panels = figure.panels.map((panel) => part('panel', panel)).join('');
  const among = figure.among ? ` among ${figure.among.name}` : '';
  return `${figure.kind} of ${shownText(figure.shown)}${among}${roles}${panels}, ${pointsIn(figure, experiment).length} points`; // prettier-ignore
}
const sketches = (experiment: Experiment) => figuresIn(experiment).map((figure) => sketch(figure, experiment));

const withoutFigures = (experiment: Experiment): Experiment => ({
  ...experiment,
  root: { ...experiment.root, entries: new Map(Object.entries(without(Object.fromEntries(experiment.root.entries), 'figures'))) }, // prettier-ignore
});

describe('the figures of the examples', () => {
  it.each(names)('%s: written or not, they can be drawn', (name) => {
    for (const experiment of [experimentOf(name), withoutFigures(experimentOf(name))]) {
      const figures = figuresIn(experiment);
      expect(figures.length).toBeGreaterThan(0);
      for (const figure of figures) expect(pointsIn(figure, experiment).length).toBeGreaterThan(0);
    }
  });

  it('put names on x where they would be more lines than anybody tells apart', () => {
    // Fifteen conditions at six sizes.
    expect(sketches(withoutFigures(experimentOf('tinyimagenet-paper')))[0]).toBe('lines of target.test.accuracy over condition series size, 90 points'); // prettier-ignore
    expect(sketches(withoutFigures(experimentOf('fashion-mnist')))[0]).toBe('lines of target.test.accuracy over size series condition, 35 points'); // prettier-ignore
  });

  it('have one role for each factor', () => {
    expect(sketches(experimentOf('fashion-mnist'))).toEqual([
      'lines of target.test.accuracy over condition series size, 35 points',
      'contrast of target.test.accuracy over size series condition, 35 points',
      'best of target.test.accuracy among condition over size, 35 points',
    ]);
    expect(sketches(experimentOf('12-small-data'))).toEqual([
      'lines of net.test.accuracy over width series size, 36 points', // `mean: dropout`
      'heatmap of net.test.accuracy over width and dropout panel size, 36 points',
      'best of net.test.accuracy among width over size, 12 points', // `at: { dropout: 0 }`
    ]);
    expect(sketches(experimentOf('05-residual'))).toEqual([
      'curves of net.train.loss over step series blocks panel shortcut, 6 points',
      'lines of net.test.accuracy over blocks series shortcut, 6 points',
    ]);
  });

  it('show families as lines where their variable is on x, without the levels that have none', () => {
    const depths = 'lines of target.test.accuracy over depth series families of condition, 13 points';
    expect(sketches(experimentOf('yosinski'))).toEqual([depths]);
    const shares = 'lines of net.test.accuracy over share series regularized, 9 points';
    expect(sketches(experimentOf('01-random-labels'))[1]).toBe(shares);
    expect(sketches(experimentOf('08-distillation'))[0]).toBe('lines of student.test.accuracy over T series size, 6 points'); // prettier-ignore
  });
});

describe('figures that nobody wrote', () => {
  const unwritten = (name: string) => sketches(withoutFigures(experimentOf(name)));

  it('are lines of each part, test first, over the first numeric factor, and curves of the loss', () => {
    expect(unwritten('10-decoupled-decay')).toEqual([
      'lines of net.test.accuracy over rate series decay panel strength, 32 points',
      'lines of net.train.accuracy over rate series decay panel strength, 32 points',
      'curves of net.loss over step series decay panel rate panel strength, 32 points',
    ]);
    expect(unwritten('14-tabular-torch')[0]).toBe('lines of net.test.rmse over share series noise panel network, 12 points'); // prettier-ignore
    expect(unwritten('16-sources-of-variance')).toEqual([
      'lines of net.test.accuracy over redrawn, 7 points',
      'curves of net.loss over step series redrawn, 7 points',
    ]);
  });

  it('have no curves of what takes no step', () => {
    expect(unwritten('13-forgetting')).toEqual(['lines of exam.test.accuracy over task series asked panel method, 30 points']); // prettier-ignore
  });
});

describe('what a point is compared with', () => {
  const yosinski = experimentOf('yosinski');
  const pick = (condition: string) => {
    const place = yosinski.root.place;
    const value: Value = { kind: 'scalar', value: condition, place };
    return selectorOf({ kind: 'mapping', place, entries: new Map([['condition', { key: place, value }]]) }, yosinski.factors); // prettier-ignore
  };
  const of = (point: string, condition: string) => {
    const found = yosinski.points.find((each) => pointText(each, yosinski.factors) === `size 500, condition ${point}`);
    return counterparts(found as number[], pick(condition), yosinski).map((each) => pointText(each, yosinski.factors));
  };

  it('is the same point at another level, of a family that with the same variable', () => {
    expect(of('selffer2', 'base')).toEqual(['size 500, condition base']);
    expect(of('selffer2', 'S{depth}T(reinitialized)')).toEqual(['size 500, condition S2T(reinitialized)']);
    expect(of('selffer2', 'randomFreeze{depth}')).toEqual([]);
    expect(of('base', 'randomFreeze{depth}')).toHaveLength(3);
  });
});
