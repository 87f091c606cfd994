import { compareSets, type SetComparison } from '../data/comparison.js';
import { Figure } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { count, fixed, grouped, list, range } from '../text/format.js';
import { Section, type SectionProps } from './section.js';

const two = (value: number) => fixed(value, 2);

function Sentence({ set }: { readonly set: SetComparison }) {
  const { name, made, runs, paired, pairs, equal, sameStart, firstStep, difference, largest } = set;
  const how =
    paired === 'by cell'
      ? `${count(pairs.length, 'pair')} of runs answer the same request`
      : paired === 'by name'
        ? `no run answers the same request as one of ours; ${count(pairs.length, 'pair')} have the same condition, size and replicate, and no more than that in common`
        : 'no run corresponds to one of ours';
  return (
    <li>
      <strong>{name}</strong>: {count(runs, 'run')}, {list(made)}; {how}.{' '}
      {equal === null
        ? ''
        : `${grouped(equal)} have equal results bit for bit, ${grouped(sameStart!)} the same images, order and initial weights${firstStep === null ? '' : `; the first loss that differs is that of step ${grouped(firstStep)}`}. `}
      {difference
        ? `Accuracy differs by ${two(difference.mean)} points in the mean${difference.level > 0 ? ` (95 % interval over replicates ${range(difference.low, difference.high, two)})` : ''}, by ${two(largest)} at most.`
        : ''}
    </li>
  );
}

/** Other results beside these: bits, accuracies and verdicts. */
export function Comparison({ model, charts }: SectionProps) {
  const sets = compareSets(model.input, model.tally.counted);
  if (sets.length === 0) return null;
  const claims = [...new Set([...model.input.claims, ...sets.flatMap((set) => set.claims)].map(({ id }) => id))];
  const verdict = (results: readonly { id: string; verdict: string }[], id: string) =>
    results.find((result) => result.id === id)?.verdict ?? '–';
  const pairs = sets.flatMap((set) => set.pairs);
  return (
    <Section id="comparison" title="Comparison">
      <ul class="prose">
        {sets.map((set) => (
          <Sentence set={set} />
        ))}
      </ul>
      <Table
        label="Verdicts side by side"
        columns={[{ title: 'Claim' }, { title: 'This page' }, ...sets.map(({ name }) => ({ title: name }))]}
        rows={claims.map((id) => [id, verdict(model.input.claims, id), ...sets.map((set) => verdict(set.claims, id))])}
      />
      {pairs.length > 0 ? (
        <Figure
          chart={charts.get('comparison')}
          experiment={model.input.spec.name}
          caption="Each point is a pair of runs: accuracy on this page across, of the other results upwards. On the dashed line they are equal."
        >
          <Table
            label="Paired runs"
            columns={[
              { title: 'Results' },
              { title: 'Condition' },
              { title: 'Images a class', numeric: true },
              { title: 'Replicate', numeric: true },
              { title: 'This page', numeric: true },
              { title: 'The other', numeric: true },
              { title: 'Difference', numeric: true },
            ]}
            rows={pairs.map((pair) => [
              pair.set,
              pair.condition,
              pair.images,
              pair.replicate,
              two(pair.ours),
              two(pair.theirs),
              two(pair.theirs - pair.ours),
            ])}
          />
        </Figure>
      ) : null}
    </Section>
  );
}
