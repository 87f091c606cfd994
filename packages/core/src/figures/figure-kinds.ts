import { z } from 'zod';
import { at, line, names, oneOf, selector } from '../spec/selector-schema.js';

const metric = z.string({ error: 'a metric, such as test.accuracy' });
const dimension = z.string({ error: 'a factor, a variable, a metric, step or replicate' });
const factor = z.string({ error: 'a factor, a variable or replicate' });

/** What every kind of figure may say, with one meaning. */
export const everywhere = {
  title: line.optional(),
  facet: factor.optional(),
  at: at.optional(),
  mean: names.optional(),
};
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

/** A figure as data: its kind, with what is on each axis. */
export const figureSchema = oneOf(figureKinds);
