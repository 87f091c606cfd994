import { type ClaimResult, numberWords } from '@seedbed/core';
import { FigureBlock } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { OriginTag, VerdictTag } from '../parts/tags.js';
import { fixed, pValue, range } from '../text/format.js';
import { Section, type SectionProps } from './section.js';

type Finding = ClaimResult['findings'][number];

function FindingsTable({ result }: { readonly result: ClaimResult }) {
  const tests = [...new Set(result.findings.flatMap((finding) => Object.keys(finding.p)))];
  // As the summary writes them.
  const text = numberWords({ metric: result, margin: result.margin }).number;
  const somewhere = result.findings.some(({ where }) => where !== '');
  const columns = [
    { title: 'Estimate' },
    ...(somewhere ? [{ title: 'At' }] : []),
    { title: 'Mean', numeric: true },
    { title: 'Interval', numeric: true },
    { title: 'Level', numeric: true },
    { title: 'Replicates', numeric: true },
    ...tests.map((test) => ({ title: `p (${test})`, numeric: true })),
    { title: 'Verdict' },
  ];
  const rows = result.findings.map((finding: Finding) => [
    finding.name,
    ...(somewhere ? [finding.where || 'all'] : []),
    text(finding.interval.mean),
    range(finding.interval.low, finding.interval.high, text),
    `${fixed(finding.interval.level * 100, 0)} %`,
    finding.interval.n,
    ...tests.map((test) => (test in finding.p ? pValue(finding.p[test] as number) : '–')),
    finding.verdict,
  ]);
  return <Table label={`Numbers behind claim ${result.id}`} columns={columns} rows={rows} />;
}

function BestTable({ result }: { readonly result: ClaimResult }) {
  if (!result.best?.length) return null;
  const percent = (share: number) => `${fixed(share * 100, 0)} %`;
  return (
    <Table
      label={`How often the best is one of the claimed, claim ${result.id}`}
      columns={[
        { title: 'At' },
        { title: 'The best is one of' },
        { title: 'among' },
        { title: 'Share of resamples', numeric: true },
        { title: 'By chance', numeric: true },
        { title: 'Replicates', numeric: true },
      ]}
      rows={result.best.map(({ where, are, among, probability, chance, n }) => [
        where || 'all',
        are.join(', '),
        among.join(', '),
        percent(probability),
        percent(chance),
        n,
      ])}
    />
  );
}

function ClaimBlock({ result, model, charts }: SectionProps & { readonly result: ClaimResult }) {
  const quote = model.claims.get(result.id)?.quote;
  const hasPaper = model.experiment.head.citation !== undefined || result.origin !== 'ours';
  const chart = charts.get(`findings-${result.id}`);
  const summary = <p class="summary">{result.summary}</p>;
  const { margin } = numberWords({ metric: result, margin: result.margin });
  return (
    <article class={`claim ${result.verdict}`} id={`claim-${result.id}`} aria-labelledby={`claim-${result.id}-title`}>
      <h3 id={`claim-${result.id}-title`}>
        <span class="claim-id">{result.id}</span> {result.statement}
      </h3>
      <p class="tags">
        <VerdictTag verdict={result.verdict} />
        {hasPaper ? (
          <>
            {' '}
            <OriginTag origin={result.origin} full />
          </>
        ) : null}
      </p>
      {quote ? (
        <div class="beside">
          <blockquote>
            <p>“{quote.text}”</p>
            <footer>{quote.source}</footer>
          </blockquote>
          <div>
            <p class="ours-label">Here</p>
            {summary}
          </div>
        </div>
      ) : (
        summary
      )}
      {result.cautions.length > 0 ? (
        <ul class="cautions">
          {result.cautions.map((caution) => (
            <li>{caution}</li>
          ))}
        </ul>
      ) : null}
      {result.findings.length > 0 ? (
        <details class="evidence">
          <summary>Evidence</summary>
          {chart ? (
            <FigureBlock chart={chart} experiment={model.experiment.head.name}>
              Means with their intervals. Shaded: the margin of {margin} inside which a difference would not matter.
            </FigureBlock>
          ) : null}
          <FindingsTable result={result} />
          <BestTable result={result} />
        </details>
      ) : null}
    </article>
  );
}

/** Each claim with its verdict, in plain words, the numbers behind it one click away. */
export function Verdicts(props: SectionProps) {
  const { claims } = props.model.input;
  if (claims.length === 0) return null;
  return (
    <Section id="verdicts" title="Verdicts">
      {claims.map((result) => (
        <ClaimBlock {...props} result={result} />
      ))}
      <p class="note">
        <em>Supported</em>: the interval lies on the claimed side of zero, and an exact sign-flip test agrees.{' '}
        <em>Contradicted</em>: the same on the other side. <em>Equivalent</em>: the interval lies inside a margin that
        was fixed beforehand. <em>Inconclusive</em>: none of these; more replicates could tell.
      </p>
    </Section>
  );
}

/** The verdicts at a glance, beside the main figure. */
export function VerdictList({ model }: Pick<SectionProps, 'model'>) {
  const { claims } = model.input;
  if (claims.length === 0) return <p class="empty">This experiment makes no claims.</p>;
  return (
    <ol class="glance" aria-label="Verdicts at a glance">
      {claims.map(({ id, statement, verdict }) => (
        <li class={verdict}>
          <p class="tags">
            <VerdictTag verdict={verdict} />
          </p>
          <p>
            <a href={`#claim-${id}`}>{id}</a> {statement}
          </p>
        </li>
      ))}
    </ol>
  );
}
