import type { ClaimResult, Finding } from '@seedbed/core';
import { Figure } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { OriginTag, VerdictTag } from '../parts/tags.js';
import { fixed, pValue, range } from '../text/format.js';
import { Section, type SectionProps } from './section.js';

/** "25 images", "depth 3 · 25 images", or "all". */
export const whereOf = ({ images, point }: Pick<Finding, 'images' | 'point'>) =>
  [point, images === null ? null : `${images} images`].filter((part) => part !== null).join(' · ') || 'all';

const two = (value: number) => fixed(value, 2);

function FindingsTable({ result }: { readonly result: ClaimResult }) {
  const tests = [...new Set(result.findings.flatMap((finding) => Object.keys(finding.p)))];
  const level = (finding: Finding) => `${fixed(finding.interval.level * 100, 0)} %`;
  const columns = [
    { title: 'Estimate' },
    { title: 'At' },
    { title: 'Mean', numeric: true },
    { title: 'Interval', numeric: true },
    { title: 'Level', numeric: true },
    { title: 'Replicates', numeric: true },
    ...tests.map((test) => ({ title: `p (${test})`, numeric: true })),
    { title: 'Verdict' },
  ];
  const rows = result.findings.map((finding) => [
    finding.name,
    whereOf(finding),
    two(finding.interval.mean),
    range(finding.interval.low, finding.interval.high, two),
    level(finding),
    finding.interval.n,
    ...tests.map((test) => (test in finding.p ? pValue(finding.p[test]!) : '–')),
    finding.verdict,
  ]);
  return <Table label={`Numbers behind claim ${result.id}`} columns={columns} rows={rows} />;
}

function BestTable({ result }: { readonly result: ClaimResult }) {
  if (!result.best?.length) return null;
  const percent = (share: number) => `${fixed(share * 100, 0)} %`;
  return (
    <Table
      label={`How often the best condition is the claimed one, claim ${result.id}`}
      columns={[
        { title: 'At' },
        { title: 'The best is one of' },
        { title: 'among' },
        { title: 'Share of resamples', numeric: true },
        { title: 'By chance', numeric: true },
        { title: 'Replicates', numeric: true },
      ]}
      rows={result.best.map(({ images, point, are, among, probability, chance, n }) => [
        whereOf({ images, point }),
        are.join(', '),
        among.join(', '),
        percent(probability),
        percent(chance),
        n,
      ])}
    />
  );
}

function Claim({ result, model, charts }: SectionProps & { readonly result: ClaimResult }) {
  const claim = model.input.spec.claims.find((each) => each.id === result.id);
  const caption = claim
    ? `Means with their intervals. Shaded: the margin of ${claim.margin} inside which a difference would not matter.`
    : 'Means with their intervals.';
  return (
    <article class={`claim ${result.verdict}`} aria-labelledby={`claim-${result.id}`}>
      <h3 id={`claim-${result.id}`}>
        <span class="claim-id">{result.id}</span> {result.statement}
      </h3>
      <p class="tags">
        <VerdictTag verdict={result.verdict} /> <OriginTag origin={result.origin} full />
      </p>
      {claim?.quote ? (
        <div class="beside">
          <blockquote>
            <p>“{claim.quote.text}”</p>
            <footer>{claim.quote.source}</footer>
          </blockquote>
          <div>
            <p class="ours-label">Here</p>
            <p class="summary">{result.summary}</p>
          </div>
        </div>
      ) : (
        <p class="summary">{result.summary}</p>
      )}
      {result.cautions.length ? (
        <ul class="cautions">
          {result.cautions.map((caution) => (
            <li>{caution}</li>
          ))}
        </ul>
      ) : null}
      {result.findings.length ? (
        <details class="evidence">
          <summary>Evidence</summary>
          <Figure chart={charts.get(`findings-${result.id}`)} experiment={model.input.spec.name} caption={caption} />
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
  return (
    <Section id="verdicts" title="Verdicts">
      {claims.length ? (
        claims.map((result) => <Claim {...props} result={result} />)
      ) : (
        <p class="empty">This experiment makes no claims.</p>
      )}
      {claims.length ? (
        <p class="note">
          <em>Supported</em>: the interval lies on the claimed side of zero, and an exact sign-flip test agrees.{' '}
          <em>Contradicted</em>: the same on the other side. <em>Equivalent</em>: the interval lies inside a margin that
          was fixed beforehand. <em>Inconclusive</em>: none of these; more replicates could tell.
        </p>
      ) : null}
    </Section>
  );
}
