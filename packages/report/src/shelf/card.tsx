import { Citation } from '../parts/citation.js';
import type { RenderedChart } from '../render/charts.js';
import { count, duration, list } from '../text/format.js';
import { ClaimList } from './claim-list.js';
import { orderNumbers } from './orders.js';
import type { ShelfStatistics } from './statistics.js';
import type { Study } from './studies.js';

interface CardProps {
  readonly study: Study;
  /** Its place by title. */
  readonly index: number;
  /** The main figure; null where no finished run has its numbers. */
  readonly chart: RenderedChart | null;
  readonly statistics: ShelfStatistics;
}

/** What is known of an experiment at a glance. Its parts are rows that cards side by side share. */
export function Card({ study, index, chart, statistics }: CardProps) {
  const { name, title, question, citation } = study.model.experiment.head;
  return (
    <article class="study" id={name} aria-labelledby={`${name}-title`} {...orderNumbers(study, index)}>
      <div>
        <h3 id={`${name}-title`}>
          <a href={study.href}>{title}</a>
        </h3>
        <p>{question}</p>
        <p class="citation">{citation ? <Citation {...citation} /> : 'It names no paper.'}</p>
        <Gaps {...study} />
      </div>
      {chart ? (
        <div
          class="thumbnail"
          role="img"
          aria-label={chart.label}
          dangerouslySetInnerHTML={{ __html: chart.drawings.narrow.svg }}
        />
      ) : (
        <p class="empty">Nothing to draw yet.</p>
      )}
      <ClaimList study={study} statistics={statistics} />
      <Facts {...study} />
    </article>
  );
}

/** What the card cannot show yet. */
function Gaps({ model: { gaps, tally, input } }: Study) {
  const incomplete = [gaps.results, gaps.upstream].filter((gap) => gap !== null);
  const words = input.plan.searchFirst
    ? ['Its search comes first: the results are planned once it has chosen.']
    : tally.counted.length === 0
      ? ['No finished run is recorded yet.']
      : incomplete;
  return words.length > 0 ? <p class="warning">{words.join(' ')}</p> : null;
}

function Facts({ model, cpuSeconds, again, shortened }: Study) {
  const plugins = [...new Set(model.input.plan.runs.map(({ config }) => config.learn.data.plugin))].sort();
  return (
    <dl class="facts">
      <dt>Runs</dt>
      <dd>{count(model.manifests.length, 'run')} recorded</dd>
      <dt>Cost</dt>
      <dd>
        {model.manifests.length > 0
          ? `${duration(cpuSeconds)} of processor time, ${duration(cpuSeconds / 2)} on two cores`
          : 'not known yet'}
      </dd>
      <dt>Data</dt>
      <dd>{list(plugins)}</dd>
      <dt>Executed again</dt>
      <dd>{again ? again.holds ? again.words : <strong>{again.words}</strong> : 'not executed again yet'}</dd>
      {shortened.length > 0 ? (
        <>
          <dt>Shortened</dt>
          <dd>
            {shortened.map(({ title, href }, index) => (
              <>
                {index > 0 ? ', ' : ''}
                <a href={href}>{title}</a>
              </>
            ))}
          </dd>
        </>
      ) : null}
    </dl>
  );
}
