import type { ComponentChildren } from 'preact';
import { reference } from './data/benefit.js';
import { policyHash } from './render/embed.js';
import { Accuracy } from './sections/accuracy.js';
import { Benefit } from './sections/benefit.js';
import { Comparison } from './sections/comparison.js';
import { Confusion } from './sections/confusion.js';
import { Depth } from './sections/depth.js';
import { Determinism } from './sections/determinism.js';
import { Cost } from './sections/cost.js';
import { Learning } from './sections/learning.js';
import { Limitations } from './sections/limitations.js';
import { Opening } from './sections/opening.js';
import { Protocol } from './sections/protocol.js';
import { Provenance } from './sections/provenance.js';
import { Runs } from './sections/runs.js';
import type { SectionProps } from './sections/section.js';
import { Sources } from './sections/sources.js';
import { Verdicts } from './sections/verdicts.js';

interface PageProps extends SectionProps {
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

function Contents({ entries }: { readonly entries: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <nav aria-label="Contents">
      {entries.map(([id, title]) => (
        <a href={`#${id}`}>{title}</a>
      ))}
    </nav>
  );
}

/** The whole document. */
export function Page({ model, charts, style, scripts, chartData }: PageProps) {
  const props = { model, charts };
  const has = (chart: string, id: string, title: string) => (charts.has(chart) ? [[id, title] as const] : []);
  const contents = [
    ['verdicts', 'Verdicts'],
    ['accuracy', 'Accuracy'],
    ...(model.conditions.includes(reference) ? [['benefit', 'Benefit'] as const] : []),
    ...has('depth', 'depth', 'Best depth'),
    ['learning', 'Training'],
    ...has('confusion', 'confusion', 'Confusion'),
    ['cost', 'Cost'],
    ...(model.input.expected.some((run) => run.role === 'source') ? [['sources', 'Sources'] as const] : []),
    ...(model.input.compared?.length ? [['comparison', 'Comparison'] as const] : []),
    ['protocol', 'Methods'],
    ['determinism', 'Determinism'],
    ['runs', 'Runs'],
    ['provenance', 'Provenance'],
    ['limitations', 'Limitations'],
  ] as const;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy(style, scripts)} />
        {model.input.following === undefined ? null : (
          <meta http-equiv="refresh" content={String(model.input.following)} />
        )}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="seedbed" />
        <title>{model.input.spec.title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>
          <Opening {...props} />
          <Contents entries={contents} />
          <Verdicts {...props} />
          <Accuracy {...props} />
          <Benefit {...props} />
          <Depth {...props} />
          <Learning {...props} />
          <Confusion {...props} />
          <Cost {...props} />
          <Sources {...props} />
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
