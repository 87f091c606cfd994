import { type Axes, axesOf, type Cell, level } from '../values/cells.js';
import { type Baseline, baselinesOf, differencesOf } from '../values/differences.js';
import { type Estimate, estimatesOf } from '../values/estimates.js';
import { digitsOf, type Quantity, quantityOf, signed } from '../values/quantity.js';
import type { Scale } from '../values/scale.js';
import { range } from '../text/format.js';
import { contrastChart } from './parts/contrast-chart.js';
import { GridTable, singleReplicates } from './parts/tables.js';
import type { FigureView } from './view.js';

/** Differences from one baseline. */
export interface Differences {
  readonly baseline: Baseline;
  readonly cells: readonly Cell[];
  readonly estimates: readonly Estimate[];
}

export interface Contrasts {
  readonly quantity: Quantity;
  readonly axes: Axes & { readonly x: Scale };
  /** Of each baseline that can be chosen; the first is the one that the figure names. */
  readonly all: readonly Differences[];
  readonly digits: number;
  /** Whether single replicates are drawn. */
  readonly singles: boolean;
}

/** Differences from a baseline, paired within replicates, with the intervals of the differences. */
export const contrast: FigureView<Contrasts> = {
  rows(figure, model) {
    const { x, ...others } = axesOf(figure, model);
    if (x === null) return null;
    const axes = { x, ...others };
    const quantity = quantityOf(figure.shown, { experiment: model.experiment, plan: model.input.plan });
    const all = baselinesOf(figure, model)
      .map((baseline): Differences => {
        const cells = differencesOf(figure, baseline, quantity, axes, model);
        return { baseline, cells, estimates: estimatesOf(cells) };
      })
      .filter(({ estimates }) => estimates.length > 0);
    const [first] = all;
    if (first === undefined) return null;
    const digits = digitsOf({ unit: quantity.step }, first.estimates.map((each) => each.mean)); // prettier-ignore
    const singles = model.replicates.length > 1 && model.replicates.length <= singleReplicates;
    return { quantity, axes, all, digits, singles };
  },
  title: ({ quantity, all }) => `${quantity.title} compared with ${(all[0] as Differences).baseline.name}`,
  chart: contrastChart,
  table: ({ axes, all, digits, quantity }) => {
    const { baseline, estimates } = all[0] as Differences;
    return <GridTable label={`${quantity.title} minus that of ${baseline.name}`} axes={axes} entries={estimates} text={(each) => differenceText(each, digits)} />; // prettier-ignore
  },
  caption: ({ quantity, all, singles }) => {
    const { baseline, estimates } = all[0] as Differences;
    const better = quantity.better === 'neither' ? '' : ` Above zero it is ${quantity.better === 'higher' ? 'better' : 'worse'} than there.`; // prettier-ignore
    return (
      <>
        {quantity.title} minus that of <em>{baseline.name}</em> in the same replicate
        {quantity.step ? `, in ${quantity.step}` : ''}: means
        {estimates.some(({ interval }) => interval) ? ` with ${Math.round(level * 100)} % t intervals of the differences` : ''}.
        {better}
        {all.length > 1 ? ' Another level can be chosen to compare with.' : ''}
        {singles ? ' Thin lines are single replicates.' : ''}
      </>
    ); // prettier-ignore
  },
};

export function differenceText({ mean, interval, replicates, planned }: Estimate, digits: number): string {
  const text = signed(digits);
  const around = interval ? ` ${range(interval.low, interval.high, text)}` : '';
  return `${text(mean)}${around}${replicates < planned ? ` (${replicates} of ${planned})` : ''}`;
}
