import type { Figure } from '@seedbed/core';
import type { ReportModel } from '../../data/model.js';
import { type Axes, axesOf, type Cell } from '../../values/cells.js';
import { type Baseline, baselinesOf, differencesOf } from '../../values/differences.js';
import { type Estimate, estimatesOf } from '../../values/estimates.js';
import { digitsOf, type Quantity, quantityOf } from '../../values/quantity.js';
import type { Scale } from '../../values/scale.js';
import { singlesDrawn } from './single-replicates.js';

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

/** The differences of a figure from each baseline; null where nothing was measured. */
export function contrastsOf(figure: Figure, model: ReportModel): Contrasts | null {
  const { x, ...others } = axesOf(figure, model);
  if (x === null) return null;
  const axes = { x, ...others };
  const quantity = quantityOf(figure.shown, model.input);
  const all = baselinesOf(figure, model)
    .map((baseline): Differences => {
      const cells = differencesOf(figure, baseline, quantity, axes, model);
      return { baseline, cells, estimates: estimatesOf(cells) };
    })
    .filter(({ estimates }) => estimates.length > 0);
  const [first] = all;
  if (first === undefined) return null;
  const digits = digitsOf({ unit: quantity.step }, first.estimates.map((each) => each.mean)); // prettier-ignore
  return { quantity, axes, all, digits, singles: singlesDrawn(model) };
}
