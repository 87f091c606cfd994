import { type Draw, type Measured, nameOf, parts as sides, partWords, type Split } from '@seedbed/core';
import { Table } from '../parts/table.js';
import { Section } from '../sections/section.js';
import { count, grouped, list, short } from '../text/format.js';
import type { SetProps } from './input.js';
import { amountWords, countsWords } from './words.js';

/** Replicates that are shown; of more, the first. */
const mostReplicates = 100;

/** What each replicate draws: classes, examples of each part, and that none is on two sides. */
export function Splits({ set, prefix }: SetProps) {
  const { splits, facts } = set;
  if (splits.length === 0) return null;
  const draws = splits.flatMap((split) => split.draws);
  const clean = draws.filter(({ overlaps }) => overlaps.examples + overlaps.groups === 0).length;
  return (
    <Section id={`${prefix.id}splits`} title={`${prefix.title}Splits`}>
      <p>
        {clean === draws.length
          ? `In none of the ${count(draws.length, 'draw')} is an example in two of training, validation and test.`
          : `${count(draws.length - clean, 'draw')} of ${draws.length} have examples or groups in two of training, validation and test.`}{' '}
        Digests are those that every manifest records.
      </p>
      {splits.slice(0, mostReplicates).map((split, index) => (
        <details class="replicate" open={index === 0}>
          <summary>Replicate {split.replicate}</summary>
          <OneSplit
            split={split}
            isClassed={facts.targets === 'class'}
            isGrouped={facts.grouped}
            label={`${prefix.title}Replicate ${split.replicate}`}
          />
        </details>
      ))}
      {splits.length > mostReplicates ? (
        <p class="note">
          The first {mostReplicates} of {grouped(splits.length)} replicates.
        </p>
      ) : null}
    </Section>
  );
}

interface OneProps {
  readonly split: Split;
  readonly isClassed: boolean;
  readonly isGrouped: boolean;
  readonly label: string;
}

function OneSplit({ split: { draws }, isClassed, isGrouped, label }: OneProps) {
  return (
    <>
      {isClassed ? <Groups draws={draws} label={`${label}: classes`} /> : null}
      <Table
        label={`${label}: examples`}
        columns={[
          { title: 'Stages' },
          { title: 'Learns' },
          ...['Training', 'Validation', 'Test'].map((title) => ({ title })),
          { title: 'In two of them' },
          { title: 'Equal to one of training' },
          { title: 'Digests of training, validation, test', code: true },
        ]}
        rows={draws.map(({ learn, stages, parts, overlaps }) => [
          list(stages),
          learnWords(learn),
          ...sides.map((side) => `${countsWords(parts[side].counts)}${fromWords(side, parts[side])}`),
          overlapWords(overlaps, isGrouped),
          overlaps.equal === 0 ? 'none' : grouped(overlaps.equal),
          sides.map((side) => short(parts[side].digest)).join(' '),
        ])}
      />
      {draws.filter(isUneven).map((draw, index) => (
        <ByClass draw={draw} label={`${label}, ${index + 1}`} />
      ))}
    </>
  );
}

/** "25 of each class, after shuffleLabels". */
function learnWords(learn: Draw['learn']): string {
  const changes = (learn.transforms ?? []).map(nameOf);
  const whose = learn.classes === undefined ? '' : `${learn.classes}: `;
  return `${whose}${amountWords(learn) ?? 'all'}${changes.length > 0 ? `, after ${list(changes)}` : ''}`;
}

/** Where measured examples come from, where that is no part of the set's own. */
const fromWords = (side: Measured, { from, counts }: Draw['parts'][Measured]): string =>
  side !== 'train' && from === 'train' && counts.some((each) => each > 0) ? ' from the training part' : '';

function overlapWords({ examples, groups }: Draw['overlaps'], isGrouped: boolean): string {
  if (examples + groups === 0) return isGrouped ? 'none, nor a group' : 'none';
  return list([...(examples > 0 ? [count(examples, 'example')] : []), ...(groups > 0 ? [count(groups, 'group')] : [])]);
}

/** The classes of each group of a replicate, once, and which of them another group has, too. */
function Groups({ draws, label }: { readonly draws: readonly Draw[]; readonly label: string }) {
  const groups = [...new Map(draws.map(({ learn, classes }) => [`${learn.classes ?? ''} ${classes.join('\n')}`, { name: learn.classes, classes }])).values()]; // prettier-ignore
  const isElsewhere = (name: string, own: number) => groups.some(({ classes }, index) => index !== own && classes.includes(name)); // prettier-ignore
  return (
    <Table
      label={label}
      columns={[{ title: 'Group' }, { title: 'Classes', numeric: true }, { title: 'In another group, too', numeric: true }, { title: 'Names' }]} // prettier-ignore
      rows={groups.map(({ name, classes }, index) => {
        const shared = classes.filter((each) => isElsewhere(each, index)).length;
        return [name ?? 'All', grouped(classes.length), shared === 0 ? 'none' : grouped(shared), classes.join(', ')];
      })}
    />
  );
}

/** Whether its classes have different numbers of examples, in any part. */
const isUneven = ({ parts, classes }: Draw): boolean =>
  classes.length > 1 && sides.some((side) => new Set(parts[side].counts).size > 1);

/** Examples of each class, of a draw whose classes differ. */
function ByClass({ draw: { learn, stages, classes, parts }, label }: { readonly draw: Draw; readonly label: string }) {
  const title = `${list(stages)}, ${learnWords(learn)}: examples of each class`;
  return (
    <details class="numbers long">
      <summary>{title}</summary>
      <Table
        label={`${label}: ${title}`}
        columns={[{ title: 'Class' }, ...sides.map((side) => ({ title: partWords[side], numeric: true }))]}
        rows={classes.map((name, index) => [
          name,
          ...sides.map((side) => grouped(parts[side].counts[index] as number)),
        ])}
      />
    </details>
  );
}
