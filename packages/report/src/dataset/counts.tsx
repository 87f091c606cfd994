import { FigureBlock } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import type { RenderedChart } from '../render/charts.js';
import { Section } from '../sections/section.js';
import { grouped } from '../text/format.js';
import { sizeWords } from './about.js';
import type { SetProps } from './input.js';
import { partSizes, partTitle } from './words.js';

/** Classes that a table lists, and those that fit on paper. */
const [mostListed, mostPrinted] = [2000, 60];

/** How many examples each class and part has. */
export function Counts({ set, prefix, chart }: SetProps & { readonly chart: RenderedChart | undefined }) {
  const { classes } = set.facts;
  return (
    <Section id={`${prefix.id}counts`} title={`${prefix.title}Counts`}>
      {chart ? (
        <FigureBlock
          chart={chart}
          experiment={set.name}
          numbers={<ByClass set={set} prefix={prefix} />}
          long={classes.length > mostPrinted}
        >
          {sizeWords(set)}; examples of each class
          {partSizes(set.facts).length > 1 ? ', by part. Each part has a scale of its own.' : '.'}
        </FigureBlock>
      ) : (
        <Table
          label={`${prefix.title}Examples by part`}
          columns={[{ title: 'Part' }, { title: 'Examples', numeric: true }]}
          rows={partSizes(set.facts).map(({ part, size }) => [partTitle(part), grouped(size)])}
        />
      )}
    </Section>
  );
}

function ByClass({ set: { facts }, prefix }: SetProps) {
  const { classes, counts } = facts;
  const parts = partSizes(facts);
  const line = (name: string, own: readonly number[]) => [name, ...[...own, own.reduce((sum, each) => sum + each, 0)].map(grouped)]; // prettier-ignore
  const rows = classes.slice(0, mostListed).map((name, index) => line(name, parts.map(({ part }) => counts[part][index] as number))); // prettier-ignore
  return (
    <>
      <Table
        label={`${prefix.title}Examples by class and part`}
        columns={[
          { title: 'Class' },
          ...[...parts.map(({ part }) => partTitle(part)), 'All'].map((title) => ({ title, numeric: true })),
        ]}
        rows={[...rows, line('All', parts.map(({ size }) => size))]} // prettier-ignore
      />
      {classes.length > mostListed ? (
        <p class="note">
          The first {grouped(mostListed)} of {grouped(classes.length)} classes.
        </p>
      ) : null}
    </>
  );
}
