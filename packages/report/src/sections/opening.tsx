import { contextsIn } from '../data/provenance.js';
import { Cautions } from '../parts/cautions.js';
import { count, list } from '../text/format.js';
import type { SectionProps } from './section.js';

/** Half of a character has no place in an address. */
const doiUrl = (doi: string) =>
  `https://doi.org/${encodeURIComponent(doi.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('%2F', '/')}`;

const web = (url: string | undefined) => (url && /^https?:\/\//i.test(url) ? url : undefined);

/** Title, question, what it replicates, and how much of it is there. */
export function Opening({ model }: SectionProps) {
  const { spec, expected, following } = model.input;
  const planned = new Set(expected.map((run) => run.cellId)).size;
  const finished = model.tally.counted.length;
  const link = spec.citation?.doi ? doiUrl(spec.citation.doi) : web(spec.citation?.url);
  const cells = `${count(model.conditions.length, 'condition')}, ${count(model.sizes.length, 'target size')}`;
  return (
    <header>
      <p class="kicker">Experiment {spec.name}</p>
      <h1>{spec.title}</h1>
      <p class="question">{spec.question}</p>
      {spec.citation ? (
        <p class="citation">
          A conceptual replication of {spec.citation.text}{' '}
          {link ? <a href={link}>{spec.citation.doi ? `doi:${spec.citation.doi}` : link}</a> : null}
        </p>
      ) : null}
      <p class="status">
        {finished === planned
          ? `All ${count(planned, 'run')} finished`
          : `${finished} of ${count(planned, 'run')} finished`}
        {`: ${list([cells, count(model.replicates, 'replicate')])}.`}
      </p>
      <p class="context">
        {contextsIn(model.input.manifests)
          .map((words) => `Results: ${words}.`)
          .join(' ')}
      </p>
      {model.input.aside?.length ? (
        <p class="warning" role="note">
          <strong>Results of other data, backends or numerics lay beside these and are no part of this page.</strong>{' '}
          <a href="#provenance">Which ones</a>
        </p>
      ) : null}
      {following === undefined ? null : (
        <p class="warning" role="note">
          <strong>Partial: this experiment is still running.</strong> The page looks again every {following} seconds;
          nothing here is final.
        </p>
      )}
      {model.gaps.cell || model.gaps.source ? (
        <p class="warning" role="note">
          <strong>This grid is not complete.</strong> {[model.gaps.cell, model.gaps.source].filter(Boolean).join(' ')}{' '}
          <a href="#runs">Which ones</a>
        </p>
      ) : null}
      <Cautions model={model} />
    </header>
  );
}
