import type { Axis, Scope } from './cells.js';
import type { FigureKind } from './figure-kinds.js';
import type { Selector } from '../spec/grid.js';
import type { MetricName } from '../plan/metric-name.js';

/** What an axis, a color, the lines or the panels of a figure go through. */
export type Dimension =
  | { readonly kind: 'axis'; readonly axis: Axis }
  /** The families of a factor whose variable is on another axis: "S{depth}T". An index of the factors. */
  | { readonly kind: 'family'; readonly factor: number }
  | { readonly kind: 'metric'; readonly metric: MetricName }
  | { readonly kind: 'step' }
  | { readonly kind: 'replicate' };

/** What is drawn: a metric, or the training loss between two evaluations, which every run that trains has. */
export type Shown =
  | { readonly kind: 'metric'; readonly stage: string; readonly metric: MetricName }
  | { readonly kind: 'trainingLoss'; readonly stage: string };

/** A figure in which every factor has one role: x, y, series, among, a panel, averaged, or left with one level. */
export interface Figure extends Pick<Scope, 'left' | 'mean'> {
  readonly kind: FigureKind;
  readonly title: string | undefined;
  /** What is on the vertical axis; of a heatmap the color. */
  readonly shown: Shown;
  /** `step` of curves; undefined of a confusion matrix, and of `best` at one place. */
  readonly x: Dimension | undefined;
  /** Of a heatmap alone. */
  readonly y: Dimension | undefined;
  readonly series: Dimension | undefined;
  /** `facet`, then what nothing names: a panel for each combination. */
  readonly panels: readonly Dimension[];
  /** Of `best`: the factor or variable whose levels are compared. */
  readonly among: Axis | undefined;
  /** Levels that are drawn as a line for comparison. */
  readonly reference: Selector | undefined;
  /** Of `contrast`: the levels that are subtracted, and not drawn themselves. */
  readonly minus: Selector | undefined;
}
