import { renderToString } from 'preact-render-to-string';
import { accuracyChart } from './charts/accuracy.js';
import { cssVariables, sizeColours } from './charts/theme.js';
import { modelOf, type ReportModel } from './data/model.js';
import type { ReportInput } from './input.js';
import { VerdictTag } from './parts/tags.js';
import { renderChart, type RenderedChart } from './render/charts.js';
import { policyHash } from './render/embed.js';
import { pageStyle } from './runtime/scripts.js';
import { themeStyle } from './runtime/theme-style.js';
import { count } from './text/format.js';

/** An experiment as the index shows it. */
export interface IndexEntry {
  readonly input: ReportInput;
  /** Address of its report, relative to the index. */
  readonly href: string;
}

interface Card {
  readonly model: ReportModel;
  readonly chart: RenderedChart;
  readonly href: string;
}

/** One page over all experiments: a thumbnail of the main plot, the question, the verdicts. Without scripts. */
export async function renderIndex(entries: readonly IndexEntry[]): Promise<string> {
  const cards: Card[] = [];
  for (const { input, href } of entries) {
    const model = modelOf(input);
    const chart = accuracyChart(model);
    const id = `${input.spec.name}-accuracy`;
    cards.push({ model, href, chart: await renderChart({ ...chart, id }, cssVariables(model.sizes.length)) });
  }
  const style = themeStyle(0) + cards.map(colours).join('') + (await pageStyle());
  return `<!doctype html>\n${renderToString(<Index cards={cards} style={style} />)}\n`;
}

/** Colours of target sizes depend on how many there are, so each card has its own. */
function colours({ model }: Card): string {
  const declarations = (mode: 'light' | 'dark') =>
    sizeColours(model.sizes.length, mode)
      .map((value, index) => `--size-${index}: ${value};`)
      .join(' ');
  const card = `#${model.input.spec.name}`;
  return `${card} { ${declarations('light')} }\n@media screen and (prefers-color-scheme: dark) { ${card} { ${declarations('dark')} } }\n`;
}

function Index({ cards, style }: { readonly cards: readonly Card[]; readonly style: string }) {
  const policy = `default-src 'none'; style-src ${policyHash(style)}; base-uri 'none'; form-action 'none'`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="seedbed" />
        <title>Experiments</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>
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
        </main>
      </body>
    </html>
  );
}

function Entry({ model, chart, href }: Card) {
  const { spec, claims, manifests } = model.input;
  return (
    <article class="card" id={spec.name} aria-labelledby={`${spec.name}-title`}>
      <h2 id={`${spec.name}-title`}>
        <a href={href}>{spec.title}</a>
      </h2>
      <p>{spec.question}</p>
      <div
        class="thumbnail"
        role="img"
        aria-label={chart.label}
        dangerouslySetInnerHTML={{ __html: chart.drawings.narrow.svg }}
      />
      {model.gaps.cell ? <p class="warning">{model.gaps.cell}</p> : null}
      <ul class="claims">
        {claims.map(({ id, statement, verdict }) => (
          <li class={verdict}>
            <VerdictTag verdict={verdict} /> {id}: {statement}
          </li>
        ))}
      </ul>
      <p class="note">
        {count(manifests.length, 'run')}, {spec.dataset.plugin}
      </p>
    </article>
  );
}
