import { SeedbedError } from '../errors.js';
import type { Measured } from '../spec/parts.js';
import type { LearnConfig, RunConfig } from '../plan/run-config.js';
import { permutation } from '../seeds/permutation.js';
import type { SeedStreams } from '../seeds/streams.js';
import { type AmountAsked, type Taken, takenOf } from './amounts.js';
import { learnedName, ownerOf } from '../plan/learned-classes.js';
import { drawClasses } from './classes.js';
import type { Dataset } from './contract.js';
import { type Drawn, type Example, partOf } from './drawn.js';
import { relabelled } from './relabel.js';

type Data = Pick<Dataset, 'classes' | 'counts'>;

/**
 * Draws what a run learns from and is measured on. Each class has one permutation of its training examples, of which the
 * first go to test (if an amount of them is asked for), the next to validation, the next to training. Smaller training
 * sets are so parts of larger ones, and validation is the same at every size. Otherwise the test part is the set's own,
 * all of it. Runs that learn the same group draw from the same permutations, whatever their stage. Last come the
 * transforms of labels and of which examples there are.
 * @throws SeedbedError SB_DATA_CLASSES as `drawClasses`; SB_DATA_TOO_FEW when there are fewer examples than asked for.
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
  const orders = available.map((count, label) => {
    if (!draws) return Uint32Array.from({ length: count }, (_, item) => item);
    return permutation(count, streams.open(`${owner}/subset/${classes[label] as string}`));
  });
  const used = available.map(() => 0);
  const take = (part: Measured, amount: AmountAsked): Example[] => {
    const left = available.map((count, label) => count - (used[label] as number));
    const taken = takenOf(amount, left);
    if (taken.missing) throw tooFew(learn, part, taken.missing, classes, available);
    return taken.counts.flatMap((count, label) => {
      const from = used[label] as number;
      used[label] = from + count;
      return [...(orders[label] as Uint32Array).subarray(from, from + count)].map((item) => ({ classIndex: indices[label] as number, item, label })); // prettier-ignore
    });
  };
  const test = learn.data.test ? take('test', learn.data.test) : ownTest(indices, data);
  const validation = learn.data.validation ? take('validation', learn.data.validation) : [];
  const train = take('train', learn);
  const drawn = { classes, train, validation, test };
  return relabelled(drawn, learn.transforms ?? [], { owner, streams, data, partOf: (part) => partOf(learn, part) });
}

const ownTest = (indices: readonly number[], { counts }: Data): Example[] =>
  indices.flatMap((classIndex, label) => Array.from({ length: counts.test[classIndex] ?? 0 }, (_, item) => ({ classIndex, item, label }))); // prettier-ignore

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
