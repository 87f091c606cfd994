import { contextsIn } from '../data/provenance.js';
import { Cautions } from '../parts/cautions.js';
import { Citation } from '../parts/citation.js';
import { count, list } from '../text/format.js';
import type { SectionProps } from './section.js';

/** Title, question, what it replicates, and how much of it is there. */
export function Opening({ model }: SectionProps) {
  const { experiment, input, gaps } = model;
  const { following, plan } = input;
  const { name, title, question, citation } = experiment.head;
  const planned = plan.runs.length;
  const finished = model.tally.counted.length;
  const factors = experiment.factors.filter(({ levels }) => levels.length > 1).map((factor) => `${count(factor.levels.length, 'level')} of ${factor.title ?? factor.name}`); // prettier-ignore
  return (
    <header>
      <p class="kicker">Experiment {name}</p>
      <h1>{title}</h1>
      <p class="question">{question}</p>
      {citation ? (
        <p class="citation">
          A conceptual replication of <Citation {...citation} />
        </p>
      ) : null}
      <p class="status">
        {finished === planned
          ? `All ${count(planned, 'run')} finished`
          : `${finished} of ${count(planned, 'run')} finished`}
        {`: ${list([...factors, count(model.replicates.length, 'replicate')])}.`}
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
      {plan.searchFirst ? (
        <p class="warning" role="note">
          <strong>Its search comes first.</strong> The results are planned once it has chosen.
        </p>
      ) : null}
      {following === undefined ? null : (
        <p class="warning" role="note">
          <strong>Partial: this experiment is still running.</strong> The page looks again every {following} seconds;
          nothing here is final.
        </p>
      )}
      {gaps.results || gaps.upstream ? (
        <p class="warning" role="note">
          <strong>This grid is not complete.</strong> {[gaps.results, gaps.upstream].filter(Boolean).join(' ')}{' '}
          <a href="#runs">Which ones</a>
        </p>
      ) : null}
      <Cautions model={model} />
    </header>
  );
}
