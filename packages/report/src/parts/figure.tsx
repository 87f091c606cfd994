import type { ComponentChildren } from 'preact';
import { layouts } from '../charts/chart.js';
import type { RenderedChart } from '../render/charts.js';
import { downloadUrl } from '../render/embed.js';

interface FigureProps {
  readonly chart: RenderedChart | undefined;
  readonly caption: ComponentChildren;
  /** Name of the experiment, for the name of the downloaded file. */
  readonly experiment: string;
  readonly children?: ComponentChildren;
}

/** A chart with its caption, its numbers as a table, and its spec to take away. */
export function Figure({ chart, caption, experiment, children }: FigureProps) {
  if (!chart) return <p class="empty">Nothing to draw: no finished run has these numbers.</p>;
  return (
    <figure>
      <div class="chart" data-chart={chart.id}>
        <div class="controls" />
        {layouts.map((layout) => (
          <div
            class={`drawing ${layout}`}
            data-layout={layout}
            role="img"
            aria-label={chart.label}
            dangerouslySetInnerHTML={{ __html: chart.drawings[layout].svg }}
          />
        ))}
      </div>
      <div class="behind" aria-live="polite" />
      <figcaption>{caption}</figcaption>
      <div class="beneath">
        {children ? (
          <details>
            <summary>Numbers</summary>
            {children}
          </details>
        ) : null}
        <a class="download" download={`${experiment}-${chart.id}.vl.json`} href={downloadUrl(chart.source)}>
          vega-lite spec
        </a>
      </div>
    </figure>
  );
}
