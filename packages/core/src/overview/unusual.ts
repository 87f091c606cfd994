import type { Part } from '../dataset/contract.js';
import { type Dataset, type DatasetFacts, hasPart } from '../dataset/dataset.js';
import { placesIn } from '../dataset/each-example.js';
import { columnWords } from '../dataset/input-words.js';
import { partWords } from '../plan/metric-words.js';
import { unevenTest, unevenWords } from '../results/balance.js';
import { capital, count, grouped, list } from '../words.js';
import type { Duplicates } from './duplicates.js';
import type { Looked, PartSummaries } from './look.js';

/** Training examples below which a class is said to be small. */
const fewExamples = 10;
const mostNamed = 8;

interface Known extends Pick<Looked, 'constant' | 'blank'> {
  readonly duplicates: readonly Duplicates[];
  readonly targets: readonly PartSummaries[];
  /** Groups with examples in more than one part of the set. */
  readonly dividedGroups: readonly number[];
}

/** What is unusual about a data set, in sentences: what its plugin said first, then what leads to wrong conclusions. */
export function whatIsUnusual(
  facts: DatasetFacts,
  { duplicates, targets, dividedGroups, constant, blank }: Known,
): string[] {
  const { classes, counts, notes } = facts;
  return [
    ...notes,
    ...duplicates.flatMap(duplicateWords),
    ...(dividedGroups.length > 0 ? [`Examples of one group are in more than one part: ${named(dividedGroups.map(String), 'group')}.`] : []), // prettier-ignore
    ...(facts.targets === 'class' ? smallClasses(classes, counts) : []),
    ...(facts.targets === 'class' ? [unevenTest(classes, counts.test)].flatMap((uneven) => (uneven ? [`${capital(unevenWords(uneven))}.`] : [])) : []), // prettier-ignore
    ...(constant.length > 0 ? [`The same number in every example: ${named(constant.map((at) => columnWords(facts, at)), 'column')}.`] : []), // prettier-ignore
    ...constantTargets(facts, targets),
    ...(blank.count > 0 ? [`${capital(count(blank.count, 'example'))} ${blank.count === 1 ? 'has' : 'have'} the same value everywhere.`] : []), // prettier-ignore
  ];
}

function duplicateWords({ kind, parts, examples, of }: Duplicates): string[] {
  if (examples === 0) return [];
  const [one, other] = parts as [Part, Part];
  const some = (noun: string) => `${grouped(examples)} of ${count(of, noun)}`;
  if (kind === 'contradicting') return [`${some('example')} have the same inputs as another one with another answer.`];
  if (kind === 'repeated') return [`${some(`${partWords[one]} example`)} ${examples === 1 ? 'repeats' : 'repeat'} another one.`]; // prettier-ignore
  const why = one === 'train' ? ': what is measured there was learned' : '';
  return [`${some(`${partWords[other]} example`)} ${examples === 1 ? 'is' : 'are'} in the ${partWords[one]} part, too${why}.`]; // prettier-ignore
}

/** "columns 3, 7 and 12 more". */
function named(names: readonly string[], noun: string, plural = `${noun}s`): string {
  const shown = names.slice(0, mostNamed);
  const more = names.length > shown.length ? [`${names.length - shown.length} more`] : [];
  return `${names.length === 1 ? noun : plural} ${list([...shown, ...more])}`;
}

function smallClasses(classes: readonly string[], counts: DatasetFacts['counts']): string[] {
  const sizes = [...counts.train].sort((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)] as number;
  const least = Math.max(fewExamples, median / 10);
  const inWords = (which: (index: number) => boolean) => classes.flatMap((name, index) => (which(index) ? [`"${name}" (${counts.train[index]})`] : [])); // prettier-ignore
  const small = median > 0 ? inWords((index) => (counts.train[index] as number) < least) : [];
  const hasTest = hasPart({ counts }, 'test');
  const untested = classes.filter((_, index) => hasTest && counts.test[index] === 0).map((name) => `"${name}"`);
  return [
    ...(small.length > 0 ? [`Few training examples: ${named(small, 'class', 'classes')}.`] : []),
    ...(untested.length > 0 ? [`No test examples: ${named(untested, 'class', 'classes')}.`] : []),
  ];
}

function constantTargets({ targets }: DatasetFacts, parts: readonly PartSummaries[]): string[] {
  if (typeof targets === 'string') return [];
  const same = targets.filter((_, at) => {
    const own = parts.flatMap(({ summaries }) => summaries[at] ?? []);
    return Math.min(...own.map(({ least }) => least)) === Math.max(...own.map(({ most }) => most));
  });
  return same.length > 0 ? [`The same number to be predicted in every example: ${list(same.map(({ name }) => name))}.`] : []; // prettier-ignore
}

/** Numbers of groups that have examples in more than one part, ascending. */
export function dividedGroupsOf(dataset: Pick<Dataset, 'counts' | 'grouped' | 'groupOf'>): number[] {
  if (!dataset.grouped) return [];
  const partOf = new Map<number, Part>();
  const divided = new Set<number>();
  for (const { part, classIndex, item } of placesIn(dataset)) {
    const group = dataset.groupOf(part, classIndex, item);
    if ((partOf.get(group) ?? part) !== part) divided.add(group);
    partOf.set(group, part);
  }
  return [...divided].sort((a, b) => a - b);
}
