import { renderToString } from 'preact-render-to-string';
import { figuresDrawn } from './figures/index.js';
import { StillPage } from './parts/still-page.js';
import { renderChart, type RenderedChart } from './render/charts.js';
import { pageStyle, shelfScript, shelfStyle } from './runtime/scripts.js';
import { themeStyle } from './runtime/theme-style.js';
import { Section } from './sections/section.js';
import { Card } from './shelf/card.js';
import type { IndexInput, PlannedEntry } from './shelf/input.js';
import { OrderChoice } from './shelf/orders.js';
import { Planned } from './shelf/planned.js';
import { statisticsOf } from './shelf/statistics.js';
import { studiesOf, type Study } from './shelf/studies.js';
import { Summary } from './shelf/summary.js';
import { count } from './text/format.js';

/** The shelf: one page over all experiments. It reads without its script, which sorts the cards. */
export async function renderIndex({ entries, planned }: IndexInput): Promise<string> {
  const studies = studiesOf(entries);
  const charts: (RenderedChart | null)[] = [];
  for (const { model } of studies) {
    const [main] = figuresDrawn(model);
    charts.push(main ? await renderChart({ ...main.chart, id: `${model.experiment.head.name}-main` }) : null);
  }
  const drawings = charts.map((chart) => chart?.drawings.narrow.svg ?? '').join('');
  const style = themeStyle(drawings) + (await pageStyle()) + (await shelfStyle());
  const script = await shelfScript();
  return `<!doctype html>\n${renderToString(<Shelf {...{ studies, charts, planned, style, script }} />)}\n`;
}

interface ShelfProps {
  readonly studies: readonly Study[];
  readonly charts: readonly (RenderedChart | null)[];
  readonly planned: readonly PlannedEntry[];
  readonly style: string;
  readonly script: string;
}

function Shelf({ studies, charts, planned, style, script }: ShelfProps) {
  const statistics = statisticsOf(studies);
  return (
    <StillPage title="The shelf" style={style} script={script}>
      <header>
        <p class="kicker">Seedbed</p>
        <h1>The shelf</h1>
        <p class="question">
          {count(studies.length, 'experiment')}, each with its recorded runs, its verdicts and its report.
        </p>
      </header>
      <Summary {...statistics} />
      <Section id="experiments" title="Experiments">
        <OrderChoice />
        <div class="shelf">
          {studies.map((study, index) => (
            <Card study={study} index={index} chart={charts[index] ?? null} statistics={statistics} />
          ))}
        </div>
        <p class="note">
          An experiment that extends another one of this page and asks the same question is a shortened form of it: the
          card of that one names it, and its claims are not counted.
        </p>
      </Section>
      <Planned planned={planned} />
    </StillPage>
  );
}
