import { type Content, type ExampleInputs, type NumericTarget } from './contract.js';
import { type DatasetFacts, rowsClass } from './dataset.js';
import { datasetLimits } from './dataset-limits.js';
import { inputBytes } from './packed-format.js';
import { shown, wrongAnswer } from './plugin-errors.js';

type Fields = Readonly<Record<string, unknown>>;
type Refuse = (what: string) => Error;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** What examples of a set are, checked and copied, so that nothing moves afterwards. */
export type ContentFacts = Pick<DatasetFacts, 'inputs' | 'columns' | 'classes' | 'targets' | 'grouped'>;

/**
 * Checks and copies what a plugin says of its examples: types, ranges and names, each field read once.
 * @throws SeedbedError SB_DATASET_ANSWER, naming the field and what it is.
 */
export function checkContent(name: string, given: unknown): ContentFacts {
  const refuse = (what: string) => wrongAnswer(name, what);
  if (!isRecord(given)) throw refuse(`content() gave ${shown(given)}, and not an object`);
  const { inputs, columns, classes, targets, grouped, examples } = given as Partial<Record<keyof Content, unknown>>;
  if (typeof examples !== 'function') throw refuse(`examples is ${shown(examples)}, and not a function`);
  if (classes !== undefined && targets !== undefined) throw refuse('it has both classes and numeric targets: one of the two'); // prettier-ignore
  if (grouped !== undefined && typeof grouped !== 'boolean') throw refuse(`grouped is ${shown(grouped)}, and neither true nor false`); // prettier-ignore
  const checkedInputs = inputsOf(inputs, refuse);
  return Object.freeze({
    inputs: checkedInputs,
    ...(columns !== undefined && { columns: columnsOf(columns, checkedInputs, refuse) }),
    classes: classes === undefined ? [rowsClass] : classesOf(classes, refuse),
    targets: targets === undefined ? (classes === undefined ? 'none' : 'class') : targetsOf(targets, refuse),
    grouped: grouped === true,
  });
}

function inputsOf(given: unknown, refuse: Refuse): ExampleInputs {
  if (!isRecord(given)) throw refuse(`inputs is ${shown(given)}, and not an object with shape and type`);
  const { shape, type } = given;
  if (type !== 'uint8' && type !== 'float32') throw refuse(`inputs.type is ${shown(type)}, and neither "uint8" nor "float32"`); // prettier-ignore
  const extents = listOf(shape, 'inputs.shape', datasetLimits.axes, refuse, (value, at) => {
    if (!Number.isSafeInteger(value) || (value as number) < 1) throw refuse(`${at} is ${shown(value)}, and not a whole number from 1`); // prettier-ignore
    return value as number;
  });
  if (extents.length === 0) throw refuse('inputs.shape is empty: a row of n numbers has [n]');
  const inputs = Object.freeze({ shape: extents, type } as const);
  if (inputBytes(inputs) <= datasetLimits.inputBytes) return inputs;
  throw refuse(`an example of ${extents.join(' x ')} values is larger than ${datasetLimits.inputBytes / 2 ** 20} MiB`);
}

/** For people alone, so two names may be alike: a column `a=b` beside the word `b` of a column `a`. */
function columnsOf(given: unknown, { shape }: ExampleInputs, refuse: Refuse): readonly string[] {
  const [length] = shape as [number];
  if (shape.length > 1) throw refuse(`columns names the values of a row, and an example has ${shape.join(' x ')}`);
  if (Array.isArray(given) && given.length !== length) throw refuse(`columns has ${given.length} names, and a row has ${length} values`); // prettier-ignore
  return listOf(given, 'columns', length, refuse, (value, at) => nameOf(value, at, refuse));
}

function classesOf(given: unknown, refuse: Refuse): readonly string[] {
  const classes = listOf(given, 'classes', datasetLimits.classes, refuse, (value, at) => nameOf(value, at, refuse));
  if (classes.length === 0) throw refuse('it has no classes');
  checkNames(classes, 'classes', refuse);
  return classes;
}

function targetsOf(given: unknown, refuse: Refuse): readonly NumericTarget[] {
  const targets = listOf(given, 'targets', datasetLimits.targets, refuse, (value, at) => {
    if (!isRecord(value)) throw refuse(`${at} is ${shown(value)}, and not an object with a name`);
    const unit = value['unit'] === undefined ? undefined : nameOf(value['unit'], `${at}.unit`, refuse);
    return Object.freeze({ name: nameOf(value['name'], `${at}.name`, refuse), ...(unit !== undefined && { unit }) });
  });
  if (targets.length === 0) throw refuse('targets is empty: leave it out where nothing is to be predicted');
  checkNames(targets.map(({ name }) => name), 'targets', refuse); // prettier-ignore
  return targets;
}

/** A frozen copy of a list; a hole counts as undefined. */
export function listOf<T>(
  given: unknown,
  field: string,
  most: number,
  refuse: Refuse,
  check: (value: unknown, at: string) => T,
): readonly T[] {
  if (!Array.isArray(given)) throw refuse(`${field} is ${shown(given)}, and not a list`);
  if (given.length > most) throw refuse(`${field} is ${shown(given)}: more than Seedbed can use`);
  return Object.freeze(Array.from(given, (value: unknown, index) => check(value, `${field}[${index}]`)));
}

export function textOf(value: unknown, at: string, refuse: Refuse): string {
  if (typeof value !== 'string') throw refuse(`${at} is ${shown(value)}, and not text`);
  if (value.trim() === '') throw refuse(`${at} is empty`);
  if (value.length > datasetLimits.text) throw refuse(`${at} has more than ${datasetLimits.text} characters`);
  return value;
}

function nameOf(value: unknown, at: string, refuse: Refuse): string {
  const name = textOf(value, at, refuse);
  // A control character, or half of a pair: a file would not hold it as it is.
  if (/\p{Cc}|\p{Cs}/u.test(name)) throw refuse(`${at} is ${shown(name)}: it holds a character that is no text`);
  return name;
}

/** Names that look the same and are not, as a composed and a decomposed letter, count as one. */
function checkNames(names: readonly string[], field: string, refuse: Refuse): void {
  const first = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const before = first.get(name.normalize('NFC'));
    if (before !== undefined) throw refuse(`${field} ${before} and ${index} have the same name, ${shown(name)}`);
    first.set(name.normalize('NFC'), index);
  }
}
