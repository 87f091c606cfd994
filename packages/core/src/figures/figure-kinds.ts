import { z } from 'zod';
import { at, line, names, selector } from '../spec/selector-schema.js';

const metric = z.string({ error: 'a metric, such as test.accuracy' });
const dimension = z.string({ error: 'a factor, a variable, a metric, step or replicate' });
const factor = z.string({ error: 'a factor, a variable or replicate' });

const everywhere = { title: line.optional(), facet: factor.optional(), at: at.optional(), mean: names.optional() };
const plotted = { y: metric, x: dimension, series: factor.optional(), ...everywhere };

/** Kinds of figures, with what each of them may say. */
export const figureKinds = {
  lines: z.strictObject({ ...plotted, reference: selector.optional() }),
  contrast: z.strictObject({ ...plotted, minus: selector }),
  best: z.strictObject({ y: metric, among: factor, x: dimension.optional(), ...everywhere }),
  curves: z.strictObject({ y: metric.optional(), series: factor.optional(), ...everywhere }),
  heatmap: z.strictObject({ color: metric, x: dimension, y: dimension, ...everywhere }),
  confusion: z.strictObject({ y: metric.optional(), ...everywhere }),
};

export type FigureKind = keyof typeof figureKinds;

export const figureKindNames = Object.keys(figureKinds) as FigureKind[];

const one = z.strictObject(
  Object.fromEntries(Object.entries(figureKinds).map(([kind, schema]) => [kind, schema.optional()])),
);

/** A figure as data: its kind, with what is on each axis. */
export const figureSchema = one.refine((figure) => Object.keys(figure).length === 1, {
  error: `one of ${figureKindNames.join(', ')}`,
});
