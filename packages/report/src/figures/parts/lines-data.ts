import type { Figure } from '@seedbed/core';
import type { ReportModel } from '../../data/model.js';
import { type Axes, axesOf, type Cell, cellsOf, measuredBy } from '../../values/cells.js';
import { type Estimate, estimatesOf } from '../../values/estimates.js';
import { digitsOf, type Quantity } from '../../values/quantity.js';
import { type Reference, referencesOf, selectorWords } from '../../values/references.js';
import type { Scale } from '../../values/scale.js';
import { singlesDrawn } from './single-replicates.js';

/** What lines are drawn of. */
export interface Lines {
  readonly quantity: Quantity;
  readonly axes: Axes & { readonly x: Scale };
  readonly cells: readonly Cell[];
  readonly estimates: readonly Estimate[];
  readonly references: readonly Reference[];
  /** What the references are; empty where there are none. */
  readonly compared: string;
  readonly digits: number;
  /** Whether single replicates are drawn. */
  readonly singles: boolean;
}

/** The cells of a figure with levels on x; null where nothing was measured. */
export function linesOf(figure: Figure, model: ReportModel, quantity: Quantity): Lines | null {
  const { x, ...axes } = axesOf(figure, model);
  if (x === null) return null;
  const cells = cellsOf(figure, model, { x, ...axes }, measuredBy(model, quantity.stage, quantity.valueOf));
  const estimates = estimatesOf(cells);
  if (estimates.length === 0) return null;
  const { reference } = figure;
  return {
    ...{ quantity, axes: { x, ...axes }, cells, estimates },
    references: reference ? referencesOf(cells, reference, quantity, model) : [],
    compared: reference ? selectorWords(reference, model) : '',
    digits: digitsOf(quantity, estimates.map((each) => each.mean)), // prettier-ignore
    singles: singlesDrawn(model) && figure.x?.kind !== 'replicate',
  };
}
