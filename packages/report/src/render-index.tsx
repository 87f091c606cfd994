import { renderToString } from 'preact-render-to-string';
import { modelOf, type ReportModel } from './data/model.js';
import { figuresDrawn } from './figures/index.js';
import type { ReportInput } from './input.js';
import { StillPage } from './parts/still-page.js';
import { VerdictTag } from './parts/tags.js';
import { renderChart, type RenderedChart } from './render/charts.js';
import { pageStyle } from './runtime/scripts.js';
import { themeStyle } from './runtime/theme-style.js';
import { count, list } from './text/format.js';

/** An experiment as the index shows it. */
export interface IndexEntry {
  readonly input: ReportInput;
  /** Address of its report, relative to the index. */
  readonly href: string;
}

interface Card {
  readonly model: ReportModel;
  /** The main figure; null where no finished run has its numbers. */
  readonly chart: RenderedChart | null;
  readonly href: string;
}

/** One page over all experiments: a thumbnail of the main figure, the question, the verdicts. Without scripts. */
export async function renderIndex(entries: readonly IndexEntry[]): Promise<string> {
  const cards: Card[] = [];
  for (const { input, href } of entries) {
    const model = modelOf(input);
    const [main] = figuresDrawn(model);
    const id = `${model.experiment.head.name}-main`;
    cards.push({ model, href, chart: main ? await renderChart({ ...main.chart, id }) : null });
  }
  const drawings = cards.map(({ chart }) => chart?.drawings.narrow.svg ?? '').join('');
  const style = themeStyle(drawings) + (await pageStyle());
  return `<!doctype html>\n${renderToString(<Index cards={cards} style={style} />)}\n`;
}

function Index({ cards, style }: { readonly cards: readonly Card[]; readonly style: string }) {
  return (
    <StillPage title="Experiments" style={style}>
      <header>
        <p class="kicker">Seedbed</p>
        <h1>Experiments</h1>
        <p class="question">{count(cards.length, 'experiment')}, each with its recorded runs and its report.</p>
      </header>
      <div class="cards">
        {cards.map((card) => (
          <Entry {...card} />
        ))}
      </div>
    </StillPage>
  );
}

function Entry({ model, chart, href }: Card) {
  const { name, title, question } = model.experiment.head;
  const { claims } = model.input;
  const plugins = [...new Set(model.manifests.map(({ data }) => data.plugin))];
  return (
    <article class="card" id={name} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>
        <a href={href}>{title}</a>
      </h2>
      <p>{question}</p>
      {chart ? (
        <div
          class="thumbnail"
          role="img"
          aria-label={chart.label}
          dangerouslySetInnerHTML={{ __html: chart.drawings.narrow.svg }}
        />
      ) : null}
      {model.gaps.results ? <p class="warning">{model.gaps.results}</p> : null}
      <ul class="claims">
        {claims.map(({ id, statement, verdict }) => (
          <li class={verdict}>
            <VerdictTag verdict={verdict} /> {id}: {statement}
          </li>
        ))}
      </ul>
      <p class="note">
        {count(model.manifests.length, 'run')}
        {plugins.length > 0 ? `, ${list(plugins)}` : ''}
      </p>
    </article>
  );
}
