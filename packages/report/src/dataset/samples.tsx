import type { Part, ShownExample } from '@seedbed/core';
import { partWords, pictureOf } from '@seedbed/core';
import { Table } from '../parts/table.js';
import { Section } from '../sections/section.js';
import { grouped } from '../text/format.js';
import type { SetProps, ShownSet } from './input.js';
import { Inputs, valuesText } from './pictures.js';
import { columnTitle, exact, exampleName, inOrder, partSizes, targetTitle } from './words.js';

/** Some examples of each class and part, as they go into a network. */
export function Samples({ set, prefix }: SetProps) {
  const { facts, overview } = set;
  const shown = new Set(overview.samples.map(({ classIndex }) => classIndex)).size;
  const isRow = facts.inputs.shape.length === 1;
  return (
    <Section id={`${prefix.id}examples`} title={`${prefix.title}Examples`}>
      <p>
        Evenly spread over {facts.targets === 'class' ? 'each class and part' : 'each part'}, never chosen
        {shown < facts.classes.length ? `; of ${grouped(shown)} of the ${grouped(facts.classes.length)} classes` : ''}.
      </p>
      {pictureOf(facts) ? <Pictures set={set} /> : isRow ? <Rows set={set} prefix={prefix} /> : <Values set={set} />}
    </Section>
  );
}

/** Examples of one class, by part. */
function byClass({ overview, facts }: ShownSet) {
  const classes = [...new Set(overview.samples.map(({ classIndex }) => classIndex))];
  return classes.map((classIndex) => ({
    name: facts.classes[classIndex] as string,
    parts: partSizes(facts)
      .map(({ part }) => ({
        part,
        examples: overview.samples.filter((each) => each.classIndex === classIndex && each.part === part),
      }))
      .filter(({ examples }) => examples.length > 0),
  }));
}

function Pictures({ set }: { readonly set: ShownSet }) {
  const classes = byClass(set);
  const shown = (parts: (typeof classes)[number]['parts']) => parts.map((each) => <PartPictures {...each} set={set} />);
  if (set.facts.targets !== 'class') return <>{classes.flatMap(({ parts }) => shown(parts))}</>;
  const most = Math.max(...classes.flatMap(({ parts }) => parts.map(({ examples }) => examples.length)));
  return (
    <div class={most > 3 ? 'samples' : 'samples few'}>
      {classes.map(({ name, parts }) => (
        <div class="sample">
          <h3>{name}</h3>
          {shown(parts)}
        </div>
      ))}
    </div>
  );
}

interface PartProps {
  readonly part: Part;
  readonly examples: readonly ShownExample[];
  readonly set: ShownSet;
}

const PartPictures = ({ part, examples, set: { facts } }: PartProps) => (
  <>
    <p class="part">{partWords[part]}</p>
    <ul class="pictures">
      {examples.map((example) => (
        <li>
          <Inputs example={example} facts={facts} />
          <TargetsOf example={example} set={facts} />
        </li>
      ))}
    </ul>
  </>
);

/** "length 12.5 mm", where numbers are to be predicted. */
function TargetsOf({ example, set: { targets } }: { readonly example: ShownExample; readonly set: ShownSet['facts'] }) {
  if (typeof targets === 'string') return null;
  const texts = targets.map(
    ({ name, unit }, at) => `${name} ${exact(example.targets[at] as number)}${unit ? ` ${unit}` : ''}`,
  );
  return <span class="targets">{texts.slice(0, 3).join(', ')}</span>;
}

/** Columns of numbers to be predicted that a table of rows has at most. */
const mostTargets = 6;

/** A row a line: what it is, what is to be predicted, and its first columns. */
function Rows({ set, prefix }: SetProps) {
  const { facts, overview } = set;
  const targets = typeof facts.targets === 'string' ? [] : facts.targets.slice(0, mostTargets);
  const columns = facts.inputs.shape[0] as number;
  const shown = overview.samples[0]?.values.length ?? 0;
  const sorted = inOrder(overview.samples).sort((a, b) => a.classIndex - b.classIndex);
  return (
    <div class="some-rows">
      <Table
        label={`${prefix.title}Some rows`}
        columns={[
          { title: 'Example' },
          ...(facts.grouped ? [{ title: 'Group', numeric: true }] : []),
          ...targets.map((target) => ({ title: targetTitle(target), numeric: true })),
          ...Array.from({ length: shown }, (_, at) => ({
            title: facts.columns ? columnTitle(facts, at) : `Column ${at + 1}`,
            numeric: true,
          })),
        ]}
        rows={sorted.map((example) => [
          exampleName(example, facts),
          ...(facts.grouped ? [grouped(example.group ?? 0)] : []),
          ...targets.map((_, at) => exact(example.targets[at] as number)),
          ...example.values.map(exact),
        ])}
      />
      <p class="note">
        {columns > shown ? `The first ${shown} of ${grouped(columns)} columns. ` : ''}
        <span class="paper">On paper there are fewer.</span>
      </p>
    </div>
  );
}

/** Examples of any other shape: their first values. */
const Values = ({ set }: { readonly set: ShownSet }) => (
  <ul class="prose">
    {set.overview.samples.map((example) => (
      <li>
        {exampleName(example, set.facts)}: <code>{valuesText(example, set.facts)}</code>{' '}
        <TargetsOf example={example} set={set.facts} />
      </li>
    ))}
  </ul>
);
