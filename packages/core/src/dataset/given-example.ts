import { type GivenExample, setParts } from './contract.js';
import type { ContentFacts } from './content.js';
import { valueWords } from './input-words.js';
import { inputValues, targetCount } from './packed-format.js';
import { shown, wrongAnswer } from './plugin-errors.js';

/** An example as it is packed. */
export interface CheckedExample {
  /** Its part and class as one number, in packed order. */
  readonly place: number;
  /** Its inputs as bytes; valid until the plugin changes them. */
  readonly bytes: Uint8Array;
  readonly targets: Float32Array | null;
  readonly group: number;
}

const highestGroup = 2 ** 32 - 1;

/**
 * Checks each example that a plugin adds: that part, class, group and numbers are what it said of the set.
 * @throws SeedbedError SB_DATASET_ANSWER, with the example's number and what is wrong.
 */
export function exampleChecks(
  name: string,
  facts: ContentFacts,
): (given: GivenExample, number: number) => CheckedExample {
  const { inputs, classes, targets, grouped } = facts;
  const values = inputValues(inputs);
  const Kind = inputs.type === 'uint8' ? Uint8Array : Float32Array;
  const columns = targetCount(facts);
  return (given, number) => {
    const refuse = (what: string) => wrongAnswer(name, `example ${number}: ${what}`);
    if (typeof given !== 'object' || given === null) throw refuse(`add() was given ${shown(given)}`);
    const part = setParts.indexOf(given.part);
    if (part < 0) throw refuse(`part is ${shown(given.part)}; there are ${setParts.join(', ')}`);
    const label = targets === 'class' ? given.class : 0;
    if (!Number.isInteger(label) || (label as number) < 0 || (label as number) >= classes.length) throw refuse(`class is ${shown(label)}; there are ${classes.length}, from 0`); // prettier-ignore
    const content = given.values;
    if (!(content instanceof Kind))
      throw refuse(`values is ${shown(content)}, and no ${Kind.name}, as inputs.type says`);
    if (content.length !== values) throw refuse(`it has ${content.length} values, and ${inputs.shape.join(' x ')} are ${values}`); // prettier-ignore
    if (content instanceof Float32Array) {
      const at = firstNotFinite(content);
      if (at >= 0) throw refuse(`${valueWords(facts, at)} is ${content[at]}: it must be a finite number in single precision`); // prettier-ignore
    }
    return {
      place: part * classes.length + (label as number),
      bytes: content instanceof Uint8Array ? content : new Uint8Array(content.buffer, content.byteOffset, content.byteLength), // prettier-ignore
      targets: columns > 0 ? numbersOf(given.targets, columns, refuse) : null,
      group: grouped ? groupOf(given.group, refuse) : 0,
    };
  };
}

function firstNotFinite(values: Float32Array): number {
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at])) return at;
  return -1;
}

function numbersOf(given: unknown, columns: number, refuse: (what: string) => Error): Float32Array {
  if (!Array.isArray(given) && !ArrayBuffer.isView(given))
    throw refuse(`targets is ${shown(given)}, and no list of numbers`);
  const numbers = given as ArrayLike<unknown>;
  if (numbers.length !== columns) throw refuse(`it has ${numbers.length} targets, and the set has ${columns}`);
  return Float32Array.from({ length: columns }, (_, at) => {
    const value = numbers[at];
    // Not what an array would make of it: null becomes 0 there.
    if (typeof value === 'number' && Number.isFinite(Math.fround(value))) return value;
    throw refuse(`target ${at} is ${shown(value)}: it must be a finite number in single precision`);
  });
}

function groupOf(given: unknown, refuse: (what: string) => Error): number {
  if (Number.isInteger(given) && (given as number) >= 0 && (given as number) <= highestGroup) return given as number;
  throw refuse(`group is ${shown(given)}, and not a whole number from 0`);
}
