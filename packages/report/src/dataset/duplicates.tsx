import { type DatasetFacts, partWords, type ShownDuplicates, type ShownExample } from '@seedbed/core';
import { Table } from '../parts/table.js';
import { Section } from '../sections/section.js';
import { capital, count, grouped } from '../text/format.js';
import type { SetProps } from './input.js';
import { Inputs } from './pictures.js';
import { exact, exampleName, shareWords } from './words.js';

/** What a kind of equal inputs is called. */
function kindWords({ kind, parts }: Pick<ShownDuplicates, 'kind' | 'parts'>, { targets }: DatasetFacts): string {
  const [one = '', other = ''] = parts.map((part) => partWords[part]);
  if (kind === 'repeated') return `${capital(one)} examples that repeat another one`;
  if (kind === 'shared') return `${capital(other)} examples that are in ${one}, too`;
  return targets === 'class' ? 'Examples of which an equal one has another class' : 'Examples of which an equal one has other numbers to be predicted'; // prettier-ignore
}

/** Examples with the same inputs: within a part, in two of them, and with different answers. */
export function Equals({ set, prefix }: SetProps) {
  const { facts, overview } = set;
  // Without an answer nothing can contradict.
  const found = overview.duplicates.filter(({ kind }) => kind !== 'contradicting' || facts.targets !== 'none');
  return (
    <Section id={`${prefix.id}duplicates`} title={`${prefix.title}Duplicates`}>
      <p>Examples whose inputs are the same in every value. Those that are only alike are not looked for.</p>
      <Table
        label={`${prefix.title}Equal inputs`}
        columns={[{ title: 'Kind' }, { title: 'Examples', numeric: true }, { title: 'Share', numeric: true }, { title: 'Groups of equal ones', numeric: true }]} // prettier-ignore
        rows={found.map((each) => [
          kindWords(each, facts),
          each.examples === 0 ? 'none' : grouped(each.examples),
          each.examples === 0 ? '–' : shareWords(each.examples, each.of),
          each.examples === 0 ? '–' : grouped(each.groups),
        ])}
      />
      {found
        .filter(({ examples }) => examples > 0)
        .map((each) => (
          <Shown found={each} facts={facts} />
        ))}
    </Section>
  );
}

function Shown({ found, facts }: { readonly found: ShownDuplicates; readonly facts: DatasetFacts }) {
  const { shown, groups } = found;
  return (
    <>
      <h3>
        {kindWords(found, facts)}
        {groups > shown.length ? `: the first ${shown.length} of ${grouped(groups)}` : ''}
      </h3>
      <ul class="equals">
        {shown.map(({ members, examples }) => (
          <li>
            <Inputs example={members[0] as ShownExample} facts={facts} />
            <div>
              <p>{count(examples, 'example')}:</p>
              <ul>
                {members.map((member) => (
                  <li>{memberName(member, facts)}</li>
                ))}
                {examples > members.length ? <li>and {grouped(examples - members.length)} more</li> : null}
              </ul>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Which one, with the numbers to be predicted. */
function memberName(member: ShownExample, facts: DatasetFacts): string {
  const name = exampleName(member, facts);
  if (typeof facts.targets === 'string') return name;
  const texts = facts.targets.slice(0, 3).map((target, at) => `${target.name} ${exact(member.targets[at] as number)}${target.unit ? ` ${target.unit}` : ''}`); // prettier-ignore
  return `${name}: ${texts.join(', ')}`;
}
