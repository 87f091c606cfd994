import { labelOf } from '@seedbed/core';
import type { SetComparison } from '../data/comparison.js';
import { FigureBlock } from '../parts/figure.js';
import { Table } from '../parts/table.js';
import { count, fixed, grouped, list, range } from '../text/format.js';
import { digitsOf, type Quantity, written } from '../values/quantity.js';
import { Section, type SectionProps } from './section.js';

/** Values of a setting that are written out. */
const mostValues = 3;

function Sentence({ set, quantity }: { readonly set: SetComparison; readonly quantity: Quantity | null }) {
  const { name, made, runs, paired, couples, equal, sameStart, firstStep, difference, average, largest, settings } =
    set;
  const how = {
    'by config': `${count(couples, 'pair')} of runs answer the same request`,
    'by name': `no run answers the same request as one of ours; ${count(couples, 'pair')} have the same stage, levels and replicate`,
    'not at all': 'no run corresponds to one of ours',
  }[paired];
  const text = (value: number) => fixed(value, quantity ? digitsOf({ unit: quantity.step }, [largest]) + 1 : 2);
  const unit = quantity?.step ? ` ${quantity.step}` : '';
  return (
    <li>
      <strong>{name}</strong>: {count(runs, 'run')}, {list(made)}; {how}.{' '}
      {equal === null || sameStart === null
        ? ''
        : `${grouped(equal)} have equal results bit for bit, ${grouped(sameStart)} the same examples, order and initial weights${firstStep === null ? '' : `; the first loss that differs is that of step ${grouped(firstStep)}`}. `}
      {average === null || quantity === null
        ? ''
        : `${quantity.title} differs by ${text(average)}${unit} in the mean${difference ? ` (95 % interval over replicates ${range(difference.low, difference.high, text)})` : ''}, by ${text(largest)} at most. `}
      {settings.length === 0 ? (
        couples > 0 ? (
          'No setting differs.'
        ) : (
          ''
        )
      ) : (
        <>
          What differs between paired runs:
          <ul>
            {settings.map((setting) => (
              <li>
                <code>{setting.name}</code>: {setting.values.slice(0, mostValues).join('; ')}
                {setting.values.length > mostValues ? `; and ${setting.values.length - mostValues} more` : ''}
              </li>
            ))}
          </ul>
        </>
      )}
    </li>
  );
}

/** Other results beside these: bits, values, settings and verdicts. */
export function Comparison({ model, charts }: SectionProps) {
  const { compared: sets, quantity } = model;
  if (sets.length === 0) return null;
  const claims = [...new Set([...model.input.claims, ...sets.flatMap((set) => set.claims)].map(({ id }) => id))];
  const verdict = (results: readonly { id: string; verdict: string }[], id: string) =>
    results.find((result) => result.id === id)?.verdict ?? '–';
  const pairs = sets.flatMap((set) => set.pairs);
  const text = written(quantity ? digitsOf(quantity, pairs.flatMap(({ values }) => [...values])) + 1 : 2); // prettier-ignore
  const [paired, bySetting] = [charts.get('comparison'), charts.get('settings')];
  const experiment = model.experiment.head.name;
  return (
    <Section id="comparison" title="Comparison">
      <ul class="prose">
        {sets.map((set) => (
          <Sentence set={set} quantity={quantity} />
        ))}
      </ul>
      {claims.length > 0 ? (
        <Table
          label="Verdicts side by side"
          columns={[{ title: 'Claim' }, { title: 'This page' }, ...sets.map(({ name }) => ({ title: name }))]}
          rows={claims.map((id) => [
            id,
            verdict(model.input.claims, id),
            ...sets.map((set) => verdict(set.claims, id)),
          ])}
        />
      ) : null}
      {paired ? (
        <FigureBlock
          chart={paired}
          experiment={experiment}
          numbers={
            <Table
              label="Paired runs"
              columns={[
                { title: 'Results' },
                { title: 'Run' },
                { title: 'This page', numeric: true },
                { title: 'The other', numeric: true },
                { title: 'Difference', numeric: true },
              ]}
              rows={pairs.map(({ set, ours, values: [here, there] }) => [
                set,
                labelOf(ours),
                text(here),
                text(there),
                text(there - here),
              ])}
            />
          }
        >
          Each point is a pair of runs: {quantity?.title.toLowerCase()} on this page across, of the other results
          upwards. On the dashed line they are equal.
        </FigureBlock>
      ) : null}
      {bySetting ? (
        <FigureBlock chart={bySetting} experiment={experiment}>
          Every run of all results over a setting in which they differ. Marks are means.
        </FigureBlock>
      ) : null}
    </Section>
  );
}
