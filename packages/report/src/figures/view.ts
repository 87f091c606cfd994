import type { Figure } from '@seedbed/core';
import type { ComponentChildren } from 'preact';
import type { Chart } from '../charts/chart.js';
import type { ReportModel } from '../data/model.js';
import { averagedOver, levelsKept } from '../values/averaged.js';

/** What a kind of figure is made of: the one object of its file. */
export interface FigureView<Data> {
  /** From the figure and what was measured to what is drawn; null where there is nothing. Pure. */
  readonly rows: (figure: Figure, model: ReportModel) => Data | null;
  readonly title: (data: Data) => string;
  readonly chart: (data: Data, id: string, gap: string | null) => Chart;
  readonly table: (data: Data, model: ReportModel) => ComponentChildren;
  /** @param over What its means are over: "dropout rate and replicates". */
  readonly caption: (data: Data, over: string) => ComponentChildren;
  /** Whether its table is too long for paper. */
  readonly isLong?: (data: Data) => boolean;
}

/** A figure, ready to be put on the page. */
export interface Drawn {
  readonly id: string;
  readonly title: string;
  readonly chart: Chart;
  readonly table: ComponentChildren;
  readonly caption: ComponentChildren;
  /** Whether its table is too long for paper. */
  readonly long: boolean;
}

/** Draws a figure with its view; null where there is nothing to draw. */
export function drawn<Data>(view: FigureView<Data>, figure: Figure, model: ReportModel, id: string): Drawn | null {
  const data = view.rows(figure, model);
  if (data === null) return null;
  const caption = view.caption(data, averagedOver(figure));
  const kept = levelsKept(figure, model.experiment);
  return {
    id,
    title: figure.title ?? view.title(data),
    chart: view.chart(data, id, model.gaps.results),
    table: view.table(data, model),
    caption: kept === '' ? caption : [caption, ` Only at ${kept}.`],
    long: view.isLong?.(data) ?? false,
  };
}
