import { tInterval, withinIntervals } from '@seedbed/core';
import { describe, expect, it } from 'vitest';
import { modelOf } from '../data/model.js';
import { fixtureInput, incompleteInput, manifestAt } from '../testing/fixture.js';
import { example, inputOf } from '../testing/synthetic.js';
import { axesOf, type Axes, cellsOf, measuredBy, panelsOf } from './cells.js';
import { baselinesOf, differencesOf } from './differences.js';
import { estimatesOf } from './estimates.js';
import { axisTitle, mainQuantity, type Quantity, quantityOf, signed, written } from './quantity.js';
import { referencesOf } from './references.js';

const accuracyAt = (replicate: number, condition: string, size: string) =>
  manifestAt(replicate, condition, size).measured!.test!.values['accuracy']!;
const replicates = [0, 1, 2, 3, 4, 5];

/** The cells of a figure of an experiment, by its place in the spec. */
function drawn(name: string, index: number) {
  const input = inputOf(example(name));
  const model = modelOf(input);
  const figure = input.figures[index]!;
  const axes = axesOf(figure, model);
  const quantity = quantityOf(figure.shown, input);
  const cells = cellsOf(figure, model, axes, measuredBy(model, quantity.stage, quantity.valueOf));
  return { input, model, figure, axes, quantity, cells };
}

describe('cells', () => {
  it('hold a value a replicate, with the run behind it', () => {
    const { cells, model, axes } = drawn('fashion-mnist', 0);
    expect(cells).toHaveLength(35);
    expect([axes.x!.title, axes.series!.title]).toEqual(['Condition', 'Size (images per class)']);
    const cell = cells.find(({ x, series }) => x === 'S2T' && series === '25')!;
    expect(cell.singles.map(({ value }) => value)).toEqual(replicates.map((each) => accuracyAt(each, 'S2T', '25')));
    expect(cell.singles.map(({ runs }) => model.manifests[runs[0]!]!.configId)).toEqual(replicates.map((each) => manifestAt(each, 'S2T', '25').configId)); // prettier-ignore
  });

  it('make a family one line, and take the variable for x', () => {
    const { cells, axes } = drawn('yosinski', 0);
    expect(axes.x!.values).toEqual(['1', '2', '3', '4', '5']);
    expect(axes.series!.values).toEqual(['selffer{depth}', 'S{depth}T(reinitialized)', 'randomFreeze{depth}']);
    expect(cells.filter(({ series }) => series === 'randomFreeze{depth}').map(({ x }) => x)).toEqual(['1', '3', '5']);
  });

  it('average within a replicate what the figure does not tell apart, and only where all of it is there', () => {
    const { cells, figure, model, axes, quantity, input } = drawn('12-small-data', 0);
    expect(cells).toHaveLength(12);
    const cell = cells.find(({ x, series }) => x === '8' && series === '20')!;
    expect(cell.points).toHaveLength(3);
    const lost = model.runAt(quantity.stage, cell.points[1]!, 2)!;
    const without = modelOf({
      ...input,
      manifests: input.manifests.filter(({ configId }) => configId !== lost.configId),
    });
    const fewer = cellsOf(figure, without, axes, measuredBy(without, quantity.stage, quantity.valueOf));
    const same = fewer.find(({ x, series }) => x === '8' && series === '20')!;
    expect(same.singles.map(({ replicate }) => replicate)).toEqual(cell.singles.map(({ replicate }) => replicate).filter((each) => each !== 2)); // prettier-ignore
    expect(same.planned).toBe(cell.planned);
  });

  it('have a panel for each combination that nothing else shows, in the order of the levels', () => {
    const { cells, axes } = drawn('15-two-data-sets', 0);
    expect(panelsOf(axes, cells)).toEqual(['layers that stay fixed: 0', 'layers that stay fixed: 2']);
  });
});

describe('estimates', () => {
  it('have the t interval over replicates and the interval within them', () => {
    const { cells } = drawn('fashion-mnist', 0);
    const estimates = estimatesOf(cells);
    const values = replicates.map((each) => accuracyAt(each, 'FTall', '100'));
    const own = estimates.find(({ x, series }) => x === 'FTall' && series === '100')!;
    expect(own.interval).toEqual(tInterval(values, 0.95));
    const rows = replicates.map((_, replicate) => cells.map(({ singles }) => singles[replicate]!.value));
    const place = cells.findIndex(({ x, series }) => x === 'FTall' && series === '100');
    expect(own.within).toEqual(withinIntervals(rows, 0.95)[place]);
  });

  it('say how many replicates are missing', () => {
    const input = incompleteInput();
    const model = modelOf(input);
    const figure = input.figures[0]!;
    const axes = axesOf(figure, model);
    const quantity = quantityOf(figure.shown, input);
    const estimates = estimatesOf(cellsOf(figure, model, axes, measuredBy(model, quantity.stage, quantity.valueOf)));
    const few = estimates.filter(({ replicates: n, planned }) => n < planned);
    expect(few.map(({ x, series, replicates: n }) => [x, series, n])).toEqual([['base', '5', 5], ['S5T', '500', 4]]); // prettier-ignore
  });
});

describe('differences', () => {
  it('are paired within replicates, from the level that is named or from any other', () => {
    const { figure, model, axes, quantity } = drawn('fashion-mnist', 1);
    const baselines = baselinesOf(figure, model);
    expect(baselines.map(({ name }) => name)).toEqual(['base', 'FTall', 'S1T', 'S2T', 'S3T', 'S4T', 'S5T']);
    const from = (index: number) => differencesOf(figure, baselines[index]!, quantity, axes as Axes, model);
    expect(new Set(from(0).map(({ series }) => series))).toEqual(new Set(['FTall', 'S1T', 'S2T', 'S3T', 'S4T', 'S5T']));
    const cell = from(1).find(({ series, x }) => series === 'base' && x === '10')!;
    const expected = replicates.map((each) => accuracyAt(each, 'base', '10') - accuracyAt(each, 'FTall', '10'));
    expect(cell.singles.map(({ value }) => value)).toEqual(expected);
    expect(cell.singles[0]!.runs).toHaveLength(2);
  });
});

describe('references', () => {
  it('are of each series its own, or one where all have the same', () => {
    const fashion = drawn('fashion-mnist', 0);
    const own = referencesOf(fashion.cells, fashion.figure.reference!, fashion.quantity, fashion.model);
    expect(new Set(own.map(({ series }) => series))).toEqual(new Set(['5', '10', '25', '100', '500']));
    const deep = drawn('yosinski', 0);
    const shared = referencesOf(deep.cells, deep.figure.reference!, deep.quantity, deep.model);
    expect(new Set(shared.map(({ series }) => series))).toEqual(new Set(['']));
    expect(new Set(shared.map(({ mean }) => mean)).size).toBe(1);
  });
});

describe('quantities', () => {
  const all = (name: string): Quantity[] => {
    const input = inputOf(example(name));
    return input.figures.map(({ shown }) => quantityOf(shown, input));
  };

  it('are called in words, with their unit', () => {
    expect(all('03-batch-norm').map(axisTitle)).toEqual(['Validation accuracy (%)', 'Steps until validation accuracy reaches 86 %']); // prettier-ignore
    expect(all('04-dropout').map(axisTitle).at(-1)).toBe('Training accuracy − test accuracy (points)');
    expect(all('01-random-labels').map(axisTitle)[0]).toBe('Training loss (nats)');
    expect(all('14-tabular-torch').map(axisTitle)).toEqual(['Test RMSE']);
    expect(mainQuantity(fixtureInput())).toMatchObject({ title: 'Test accuracy', step: 'points', better: 'higher' });
  });

  it('are written with a sign where they are differences, and never as a negative zero', () => {
    expect([1.26, -0.04, -2].map(signed(1))).toEqual(['+1.3', '0.0', '−2.0']);
    expect(written(2)(-0.001)).toBe('0.00');
  });
});
