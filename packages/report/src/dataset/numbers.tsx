import type { PartSummaries, Summary } from '@seedbed/core';
import { FigureBlock } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import type { RenderedChart } from '../render/charts.js';
import { Section } from '../sections/section.js';
import { grouped } from '../text/format.js';
import { Histogram } from './histogram.js';
import type { SetProps } from './input.js';
import { brief, columnTitle, inOrder, partTitle, targetTitle } from './words.js';

interface SummariesProps {
  readonly label: string;
  /** What is summarized: "Column". */
  readonly noun: string;
  readonly names: readonly string[];
  readonly parts: readonly PartSummaries[];
}

/** A line for each column and part: range, mean, deviation, and how its numbers spread. */
function Summaries({ label, noun, names, parts }: SummariesProps) {
  const several = parts.length > 1;
  return (
    <Table
      label={label}
      columns={[
        { title: noun },
        ...(several ? [{ title: 'Part' }] : []),
        ...['Minimum', 'Mean', 'Maximum', 'Deviation'].map((title) => ({ title, numeric: true })),
        { title: 'How they spread' },
      ]}
      rows={names.flatMap((name, at) =>
        parts.map(({ part, summaries }) => {
          const summary = summaries[at] as Summary;
          const { least, mean, most, deviation } = summary;
          return [name, ...(several ? [partTitle(part)] : []), brief(least), brief(mean), brief(most), brief(deviation), <Histogram summary={summary} />]; // prettier-ignore
        }),
      )}
    />
  );
}

/** What the inputs are like, column by column; of images channel by channel. */
export function Columns({ set, prefix }: SetProps) {
  const { columns } = set.overview;
  const { of, count, shown } = columns;
  const parts = inOrder(columns.parts);
  const noun = { column: 'Column', channel: 'Channel', value: 'Values' }[of];
  const names = Array.from({ length: shown }, (_, at) => (of === 'value' ? 'All' : columnTitle(set.facts, at)));
  const title = `${prefix.title}${of === 'channel' ? 'Pixels' : of === 'column' ? 'Columns' : 'Values'}`;
  return (
    <Section id={`${prefix.id}columns`} title={title}>
      <Summaries label={`${title}, summarized`} noun={noun} names={names} parts={parts} />
      <p class="note">
        The deviation is that of all values (divided by their number). Heights of bars are square roots of counts.
        {count > shown ? ` The first ${shown} of ${grouped(count)} columns.` : ''}
        {of === 'channel' ? <AsInput parts={parts} /> : null}
      </p>
    </Section>
  );
}

/** Mean and deviation as a spec would write them. */
function AsInput({ parts }: { readonly parts: readonly PartSummaries[] }) {
  const [{ summaries }] = parts as [PartSummaries];
  const texts = (of: (summary: Summary) => number) =>
    `[${summaries.map((each) => (of(each) / 255).toFixed(3)).join(', ')}]`;
  const input = `input: { mean: ${texts(({ mean }) => mean)}, std: ${texts(({ deviation }) => deviation)} }`;
  return (
    <>
      {' '}
      Of the first part, from 0 to 1, as a model takes them: <code>{input}</code>.
    </>
  );
}

/** More numbers to be predicted than these have no chart of their own, and no line. */
export const mostTargetCharts = 8;
const mostTargetLines = 200;

type TargetsProps = SetProps & { readonly charts: readonly (RenderedChart | undefined)[] };

/** What the numbers to be predicted are like. */
export function Targets({ set, prefix, charts }: TargetsProps) {
  const { targets } = set.facts;
  if (typeof targets === 'string') return null;
  const parts = inOrder(set.overview.targets);
  const names = targets.map(targetTitle);
  return (
    <Section id={`${prefix.id}targets`} title={`${prefix.title}What is to be predicted`}>
      {charts.map((chart, at) =>
        chart ? (
          <>
            <h3>{names[at]}</h3>
            <FigureBlock chart={chart} experiment={set.name}>
              How many examples have which number, by part.
            </FigureBlock>
          </>
        ) : null,
      )}
      <Summaries
        label={`${prefix.title}Numbers to be predicted, summarized`}
        noun="Number"
        names={names.slice(0, mostTargetLines)}
        parts={parts}
      />
      {names.length > mostTargetLines ? (
        <p class="note">
          The first {mostTargetLines} of {grouped(names.length)}.
        </p>
      ) : null}
    </Section>
  );
}
