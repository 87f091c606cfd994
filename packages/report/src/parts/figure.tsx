import type { ComponentChildren } from 'preact';
import { chartWidth, layouts } from '../charts/chart.js';
import type { RenderedChart } from '../render/charts.js';

interface FigureProps {
  readonly chart: RenderedChart;
  /** Name of the experiment, for the names of downloaded files. */
  readonly experiment: string;
  /** Its numbers, to unfold. */
  readonly numbers?: ComponentChildren;
  /** They are too many for paper. */
  readonly long?: boolean;
  /** The caption. */
  readonly children: ComponentChildren;
}

/** One that does not take the width of a phone: made wider, its letters would be larger than those of others. */
const isSmall = (svg: string) => Number(/ width="(\d+)"/.exec(svg)?.[1]) < 0.9 * chartWidth.narrow;

/** A chart with its caption and its numbers; the page's script adds the menu and what can be chosen. */
export function FigureBlock({ chart, experiment, numbers, long = false, children }: FigureProps) {
  const described = `${chart.id}-values`;
  return (
    <figure>
      <div class="chart" data-chart={chart.id} data-file={`${experiment}-${chart.id}`}>
        <div class="controls" />
        {layouts.map((layout) => (
          <div
            class={`drawing ${layout}${isSmall(chart.drawings[layout].svg) ? ' small' : ''}`}
            data-layout={layout}
            role="img"
            aria-label={chart.label}
            aria-describedby={described}
            dangerouslySetInnerHTML={{ __html: chart.drawings[layout].svg }}
          />
        ))}
        <p class="hidden" id={described}>
          {chart.values}
        </p>
      </div>
      <div class="behind" aria-live="polite" />
      <figcaption>{children}</figcaption>
      {numbers ? (
        <details class={long ? 'numbers long' : 'numbers'}>
          <summary>Numbers</summary>
          {numbers}
        </details>
      ) : null}
    </figure>
  );
}
