import type { Figure } from '@seedbed/core';
import type { ReportModel } from '../data/model.js';
import { addedFigures, overLevels } from './added.js';
import { best } from './best.js';
import { confusion } from './confusion.js';
import { contrast } from './contrast.js';
import { cost } from './cost.js';
import { curves } from './curves.js';
import { heatmap } from './heatmap.js';
import { lines } from './lines.js';
import { scatter } from './scatter.js';
import { drawn, type Drawn } from './view.js';

type Draw = (figure: Figure, model: ReportModel, id: string) => Drawn | null;

/** Every kind of figure that a spec may name: to add one is a file and a line here. */
const kinds: Readonly<Record<Figure['kind'], Draw>> = {
  lines: (figure, ...rest) => (figure.x?.kind === 'metric' ? drawn(scatter, figure, ...rest) : drawn(lines, figure, ...rest)), // prettier-ignore
  contrast: (...each) => drawn(contrast, ...each),
  best: (...each) => drawn(best, ...each),
  curves: (...each) => drawn(curves, ...each),
  heatmap: (...each) => drawn(heatmap, ...each),
  confusion: (...each) => drawn(confusion, ...each),
};

/**
 * The figures of an experiment in its order, then curves of the loss and a matrix of confusions where it names none; one
 * that has nothing to show yet is left out.
 */
export function figuresDrawn(model: ReportModel): Drawn[] {
  const { figures } = model.input;
  const own = figures.flatMap((figure, index) => kinds[figure.kind](figure, model, `figure-${index + 1}`) ?? []);
  const more = addedFigures(model).flatMap((figure) => kinds[figure.kind](figure, model, figure.kind) ?? []);
  return [...own, ...more];
}

/** Figures of the spec that no finished run has the numbers for, by their place in it, from 1. */
export const undrawn = ({ input }: ReportModel, drawings: readonly Drawn[]): number[] =>
  input.figures.map((_, index) => index + 1).filter((place) => drawings.every(({ id }) => id !== `figure-${place}`));

/** What runs cost, at the places of the first figure that has levels on x; null where none has. */
export function costDrawn(model: ReportModel): Drawn | null {
  const figure = overLevels(model.input.figures);
  return figure ? drawn(cost, figure, model, 'cost') : null;
}
