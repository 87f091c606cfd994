import type { Drawn } from './figures/view.js';
import { policyHash } from './render/embed.js';
import { Comparison } from './sections/comparison.js';
import { Cost } from './sections/cost.js';
import { Determinism } from './sections/determinism.js';
import { MoreFigures, Result } from './sections/figures.js';
import { Limitations } from './sections/limitations.js';
import { Opening } from './sections/opening.js';
import { Protocol } from './sections/protocol.js';
import { Provenance } from './sections/provenance.js';
import { Runs } from './sections/runs.js';
import type { SectionProps } from './sections/section.js';
import { Uneven } from './sections/uneven.js';
import { Verdicts } from './sections/verdicts.js';

interface PageProps extends SectionProps {
  /** In the order of the page, the main one first. */
  readonly figures: readonly Drawn[];
  readonly cost: Drawn | null;
  readonly style: string;
  readonly scripts: readonly string[];
  /** The charts as JSON that is safe inside a script element. */
  readonly chartData: string;
}

/** Nothing may be fetched, and nothing may run but the scripts that were inlined here. */
const policy = (style: string, scripts: readonly string[]) =>
  [
    "default-src 'none'",
    `script-src ${scripts.map(policyHash).join(' ')}`,
    `style-src ${policyHash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const Inline = ({ content }: { readonly content: string }) => <script dangerouslySetInnerHTML={{ __html: content }} />;

function contentsOf({ model, figures }: PageProps): (readonly [id: string, title: string])[] {
  const { claims, compared } = model.input;
  return [
    ['result', 'Result'],
    ...(claims.length > 0 ? [['verdicts', 'Verdicts'] as const] : []),
    ...figures.slice(1).map(({ id, title }) => [`section-${id}`, title] as const),
    ...(model.uneven ? [['uneven', 'Mean class accuracy'] as const] : []),
    ['cost', 'Cost'],
    ...(compared?.length ? [['comparison', 'Comparison'] as const] : []),
    ['protocol', 'Methods'],
    ['determinism', 'Determinism'],
    ['runs', 'Runs'],
    ['provenance', 'Provenance'],
    ['limitations', 'Limitations'],
  ];
}

/** The whole document. */
export function Page(page: PageProps) {
  const { model, charts, figures, cost, style, scripts, chartData } = page;
  const props = { model, charts };
  const { following } = model.input;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy(style, scripts)} />
        {following === undefined ? null : <meta http-equiv="refresh" content={String(following)} />}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="seedbed" />
        <title>{model.experiment.head.title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>
          <Opening {...props} />
          <nav aria-label="Contents">
            {contentsOf(page).map(([id, title]) => (
              <a href={`#${id}`}>{title}</a>
            ))}
          </nav>
          <Result {...props} figures={figures} />
          <Verdicts {...props} />
          <MoreFigures {...props} figures={figures.slice(1)} />
          <Uneven {...props} />
          <Cost {...props} figure={cost} />
          <Comparison {...props} />
          <Protocol {...props} />
          <Determinism {...props} />
          <Runs {...props} />
          <Provenance {...props} />
          <Limitations {...props} />
        </main>
        <script type="application/json" id="chart-data" dangerouslySetInnerHTML={{ __html: chartData }} />
        {scripts.map((content) => (
          <Inline content={content} />
        ))}
      </body>
    </html>
  );
}
