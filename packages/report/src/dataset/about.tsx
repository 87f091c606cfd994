import { inputWords, partWords, targetWords } from '@seedbed/core';
import { Table } from '../parts/table.js';
import { Section } from '../sections/section.js';
import { flow } from '../text/flow.js';
import { grouped, list } from '../text/format.js';
import type { SetProps, ShownSet } from './input.js';
import { partSizes } from './words.js';

const web = (url: string | undefined) => (url && /^https?:\/\//i.test(url) ? url : undefined);

/** "60,000 training and 10,000 test examples". */
export function sizeWords({ facts }: ShownSet): string {
  return `${list(partSizes(facts).map(({ part, size }) => `${grouped(size)} ${partWords[part]}`))} examples`;
}

/** What the set is, by whom, and how somebody else gets it. */
export function About({ set, prefix }: SetProps) {
  const { about, facts, plugin, version } = set;
  const options = flow(set.options);
  const { licence, citation, homepage, obtain } = about;
  const link = web(homepage);
  const rows = [
    ['Title', about.title],
    ['Plugin', `${plugin}, version ${version}`],
    ...(options === '{}' ? [] : [['Options', <code>{options}</code>]]),
    ['Examples', sizeWords(set)],
    ['Inputs', `${inputWords(facts)}, ${facts.inputs.type}`],
    ['To predict', facts.targets === 'class' ? `one of ${grouped(facts.classes.length)} classes` : targetWords(facts)],
    ...(facts.grouped ? [['Groups', 'examples belong to groups, which stay on one side of a split']] : []),
    ['Fingerprint', <span class="digest">{facts.fingerprint}</span>],
    ['License', licence],
    ['Citation', citation],
    ...(link ? [['Homepage', <a href={link}>{link}</a>]] : []),
    ['How to get it', obtain],
  ];
  return (
    <Section id={`${prefix.id}about`} title={`${prefix.title}What it is`}>
      <Table label={`${prefix.title}Facts`} columns={[{ title: 'Fact' }, { title: 'Value' }]} rows={rows} />
    </Section>
  );
}
