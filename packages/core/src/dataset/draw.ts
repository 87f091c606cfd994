import { SeedbedError } from '../errors.js';
import type { Measured } from '../spec/parts.js';
import type { LearnConfig, RunConfig } from '../plan/run-config.js';
import { permutation } from '../seeds/permutation.js';
import type { SeedStreams, Stream } from '../seeds/streams.js';
import { type AmountAsked, type Taken, takenOf } from './amounts.js';
import { groupsIn, takeGroups } from './draw-groups.js';
import { learnedName, ownerOf } from '../plan/learned-classes.js';
import { drawClasses } from './classes.js';
import type { Part } from './contract.js';
import type { Dataset } from './dataset.js';
import { type Drawn, type Example, partOf } from './drawn.js';
import { relabelled } from './relabel.js';

type Data = Pick<Dataset, 'classes' | 'counts'> & Partial<Pick<Dataset, 'grouped' | 'groupOf'>>;

/**
 * Draws what a run learns from and is measured on. Each class has one permutation of its training examples, of which the
 * first go to test (if an amount of them is asked for), the next to validation, the next to training. Smaller training
 * sets are so parts of larger ones, and validation is the same at every size. Otherwise test and validation are the set's
 * own parts, all of them. Where examples belong to groups, test and validation take groups in the order of a permutation,
 * all examples of each. Runs that learn the same group of classes draw from the same permutations, whatever their stage.
 * Last come the transforms of labels and of which examples there are.
 * @throws SeedbedError SB_DATA_CLASSES as `drawClasses`; SB_DATA_TOO_FEW when there are fewer examples than asked for;
 * SB_DATA_GROUPS where groups would have to be cut.
 */
export function drawExamples(
  { learn, training }: Pick<RunConfig, 'learn' | 'training'>,
  data: Data,
  streams: SeedStreams,
): Drawn {
  const classes = drawClasses(learn, data.classes, streams);
  const indices = classes.map((name) => data.classes.indexOf(name));
  const available = indices.map((index) => data.counts.train[index] ?? 0);
  const draws = training !== undefined || [learn.perClass, learn.examples, learn.share, learn.data.test, learn.data.validation].some((amount) => amount !== undefined); // prettier-ignore
  const owner = ownerOf(learn);
  const examplesOf = (items: Uint32Array, label: number): Example[] =>
    Array.from(items, (item) => ({ classIndex: indices[label] as number, item, label }));
  // Of each class those that are left, in the order in which they are taken.
  let left: readonly Uint32Array[] = available.map((count, label) => {
    if (!draws) return Uint32Array.from({ length: count }, (_, item) => item);
    return permutation(count, streams.open(`${owner}/subset/${classes[label] as string}`));
  });
  const take = (part: Measured, amount: AmountAsked): Example[] => {
    const { counts, missing } = takenOf(amount, left.map(({ length }) => length)); // prettier-ignore
    if (missing) throw tooFew(learn, part, missing, classes, available);
    const taken = left.map((items, label) => items.subarray(0, counts[label]));
    left = left.map((items, label) => items.subarray(counts[label]));
    return taken.flatMap(examplesOf);
  };
  const groupOf = (label: number, item: number) => data.groupOf?.('train', indices[label] as number, item) ?? 0;
  let groups: number[] | undefined;
  const takeWholeGroups = (part: 'test' | 'validation', amount: AmountAsked): Example[] => {
    if (amount.perClass !== undefined) throw groupsCut(learn, part);
    const { counts, missing } = takenOf(amount, left.map(({ length }) => length)); // prettier-ignore
    if (missing) throw tooFew(learn, part, missing, classes, available);
    groups ??= inDrawnOrder(groupsIn(left, groupOf), streams.open(`${owner}/groups`));
    const asked = counts.reduce((sum, count) => sum + count, 0);
    const { taken, left: others } = takeGroups(left, groupOf, groups, asked);
    left = others;
    return taken.flatMap(examplesOf);
  };
  const held = (part: 'test' | 'validation'): Example[] => {
    const amount = learn.data[part];
    if (amount === undefined) return ownPart(part, indices, data);
    return data.grouped ? takeWholeGroups(part, amount) : take(part, amount);
  };
  const test = held('test');
  const validation = held('validation');
  const train = take('train', learn);
  const drawn = { classes, train, validation, test };
  return relabelled(drawn, learn.transforms ?? [], { owner, streams, data, partOf: (part) => partOf(learn, part) });
}

const inDrawnOrder = (groups: readonly number[], stream: Stream): number[] =>
  Array.from(permutation(groups.length, stream), (at) => groups[at] as number);

const ownPart = (part: Part, indices: readonly number[], { counts }: Data): Example[] =>
  indices.flatMap((classIndex, label) => Array.from({ length: counts[part][classIndex] ?? 0 }, (_, item) => ({ classIndex, item, label }))); // prettier-ignore

const groupsCut = (learn: LearnConfig, part: 'test' | 'validation') =>
  new SeedbedError(
    'SB_DATA_GROUPS',
    `${learnedName(learn)} has examples that belong to groups, which stay together: no number of each class can be taken ${uses[part]}`,
    {
      // prettier-ignore
      hint: `ask for ${part}: { share: 0.2 }, or for { examples: n }`,
    },
  );

const uses = { train: 'to train on', validation: 'for validation', test: 'for testing' } as const;

function tooFew(
  learn: LearnConfig,
  part: Measured,
  { label, asked, left }: NonNullable<Taken['missing']>,
  classes: readonly string[],
  available: readonly number[],
): SeedbedError {
  const who = label === null ? learnedName(learn) : `class "${classes[label] as string}" of ${learnedName(learn)}`;
  const has = label === null ? available.reduce((sum, count) => sum + count, 0) : (available[label] as number);
  const rest = left === has ? '' : `, of which ${left} are left`;
  const message = `${who} has ${has} training examples${rest}, but ${asked} ${uses[part]} are asked for`;
  const most = label === null ? '' : ', or for { atMost: n } of each class';
  return new SeedbedError('SB_DATA_TOO_FEW', message, { hint: `ask for fewer examples${most}` });
}
