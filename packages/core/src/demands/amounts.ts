import { type AmountAsked, takenOf } from '../dataset/amounts.js';
import { hasPart } from '../dataset/dataset.js';
import { askedOf } from '../plan/learned-classes.js';
import type { PlannedRun } from '../plan/planned-run.js';
import type { Measured } from '../spec/parts.js';
import { field, type Value } from '../spec/value.js';
import { possibleClasses } from './classes.js';
import type { KnownData, Unmet } from './demand.js';
import type { Places } from './places.js';

/** As examples are taken: test first, training last. */
const order = ['test', 'validation', 'train'] as const;
const uses = { test: 'for test', validation: 'for validation', train: 'to train on' } as const;

interface Has {
  readonly name: string;
  readonly has: number;
}

type Asked = Readonly<Record<Measured, AmountAsked | undefined>>;
type WrittenOf = (part: Measured) => Value;

/** More examples than there are, in whichever classes are drawn; or none of a part that is learned or measured. */
export function unmetAmounts(run: PlannedRun, data: KnownData, places: Places): Unmet | undefined {
  const { learn } = run.config;
  const asked: Asked = { test: learn.data.test, validation: learn.data.validation, train: learn }; // prettier-ignore
  const trained = possibleClasses(learn, data).map((name) => ({ name, has: data.counts.train[data.classes.indexOf(name)] ?? 0 })); // prettier-ignore
  const written: WrittenOf = (part) => {
    const amount = part === 'train' ? places.get('learn') : field(places.set, part);
    const inner = ['perClass', 'examples', 'share'].map((key) => field(amount, key)).find((value) => value !== undefined); // prettier-ignore
    return inner ?? amount ?? places.set;
  };
  return (
    unmetPerClass(asked, trained, data, written) ??
    unmetInAll(run, asked, trained, data, written) ??
    unmetTest(run, data, places)
  );
}

/** Every class that may be drawn must have as many as are asked for of each. */
function unmetPerClass(asked: Asked, trained: readonly Has[], data: KnownData, written: WrittenOf): Unmet | undefined {
  const fixed = (part: Measured) => (typeof asked[part]?.perClass === 'number' ? asked[part].perClass : 0);
  const wanted = order.reduce((sum, part) => sum + fixed(part), 0);
  const short = trained.filter(({ has }) => has < wanted).sort((a, b) => a.has - b.has);
  const [fewest] = short;
  if (!fewest) return undefined;
  let left = fewest.has;
  const part = order.find((each) => (left -= fixed(each)) < 0) as Measured;
  const words = order.filter((each) => fixed(each) > 0).reverse().map((each) => `${fixed(each)} ${uses[each]}`); // prettier-ignore
  const most = `at most ${Math.max(0, fewest.has - wanted + fixed(part))} ${uses[part]} can be asked for, or { atMost: n }`;
  return {
    code: 'SB_DATA_TOO_FEW',
    at: written(part),
    message: `of each class ${words.join(' and ')} are asked for, but ${shortages(short, wanted)}`,
    hint: [most, ...absences(data)].join('. '),
  };
}

/** The smallest classes that may be drawn must have as many as are asked for in all. */
function unmetInAll(
  { config, measure }: PlannedRun,
  asked: Asked,
  trained: readonly Has[],
  data: KnownData,
  written: WrittenOf,
): Unmet | undefined {
  const count = askedOf(config.learn);
  const drawn = typeof count === 'number' ? count : trained.length;
  let left = trained.map(({ has }) => has).sort((a, b) => a - b).slice(0, drawn); // prettier-ignore
  for (const part of order) {
    const amount = asked[part];
    const needed = part === 'train' ? config.training !== undefined : measure.includes(part);
    if (part === 'test' && !amount) continue;
    if (part === 'validation' && !amount && hasPart(data, 'validation')) continue;
    const { counts, missing } = amount ? takenOf(amount, left) : { counts: left.map(() => 0), missing: undefined };
    const where = drawn < trained.length ? `the ${drawn} smallest classes` : 'its classes';
    const at = written(part);
    if (missing) return { code: 'SB_DATA_TOO_FEW', at, message: `${missing.asked} examples ${uses[part]} are asked for, but ${where} have ${missing.left} left`, hint: 'ask for fewer, or for a share' }; // prettier-ignore
    if (needed && counts.every((each) => each === 0)) return { code: 'SB_DATA_TOO_FEW', at, message: `there is no example ${uses[part]}`, hint: amount ? 'ask for more' : `say ${part}: { perClass: n } in the data set, or do not measure ${part}` }; // prettier-ignore
    left = left.map((has, index) => has - (counts[index] as number));
  }
  return undefined;
}

function unmetTest({ config: { learn }, measure }: PlannedRun, data: KnownData, places: Places): Unmet | undefined {
  if (!measure.includes('test') || learn.data.test !== undefined) return undefined;
  const without = possibleClasses(learn, data).find((name) => !data.counts.test[data.classes.indexOf(name)]);
  if (without === undefined) return undefined;
  return { code: 'SB_DATA_NO_TEST', at: places.set, message: `class "${without}" has no test examples, so that nothing could be measured`, hint: 'take some of the training examples: test: { perClass: n }' }; // prettier-ignore
}

/** How many examples are missing, of which classes. */
function shortages(short: readonly Has[], wanted: number): string {
  const [first, ...others] = short as [Has, ...Has[]];
  const missing = short.reduce((sum, { has }) => sum + wanted - has, 0);
  const one = `class "${first.name}" has ${first.has}`;
  if (others.length === 0) return one;
  const few = others.slice(0, 4).map(({ name, has }) => `"${name}" ${has}`);
  if (others.length > few.length) few.push(`${others.length - few.length} more have fewer, too`);
  return `${one}, ${few.join(', ')}: ${missing} examples are missing, of ${short.length} classes`;
}

/** What the plugin said about examples that are named and not there. */
const absences = ({ notes = [] }: KnownData) => notes.filter((note) => note.startsWith('Absent: ')).map((note) => note.replace(/\.$/, '')); // prettier-ignore
