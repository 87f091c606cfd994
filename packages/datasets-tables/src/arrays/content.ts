import { type Content, datasetLimits, type GivenExample, type NumericTarget, type OpenContext } from '@seedbed/core';
import { arrayFault } from '../errors.js';
import { partNamed } from '../files/parts.js';
import { blocksOf } from './blocks.js';
import type { ArrayPart, Chosen } from './choose.js';
import { countOf, isFloat, isText, type StoredArray } from '../readers/stored-array.js';
import { wordsOf } from './kinds.js';
import { readLabels } from './labels.js';
import type { ArraysOptions } from './options.js';
import { inputsOf, shapeNotes } from './shapes.js';
import { floatsOf } from './values.js';

type Answer = (part: number, row: number) => Pick<GivenExample, 'class' | 'targets'>;

/**
 * What arrays hold. Labels are in memory; the rest is read as it is added.
 * @throws SeedbedError SB_DATA_ARRAY for arrays that do not fit each other, or hold what cannot be taken.
 */
export async function contentOf(
  { parts, notes }: Chosen,
  options: ArraysOptions,
  onProgress: OpenContext['onProgress'],
): Promise<Content> {
  const inputs = inputsOf(parts);
  const { answer, ...kind } = await answersOf(parts, options);
  return {
    inputs,
    ...kind,
    async examples(add) {
      const total = parts.reduce((sum, part) => sum + part.inputs.shape[0]!, 0);
      const values = countOf(inputs.shape);
      let done = 0;
      for (const [number, part] of parts.entries()) {
        let floats = new Float32Array(0);
        for await (const block of blocksOf(part.inputs)) {
          if (inputs.type === 'float32' && floats.length < block.rows * values)
            floats = new Float32Array(block.rows * values);
          const all = inputs.type === 'uint8' ? block.bytes : floatsOf(part.inputs, block, floats);
          for (let row = 0; row < block.rows; row++) {
            add({ part: part.part, ...answer(number, block.first + row), values: all.subarray(row * values, (row + 1) * values) }); // prettier-ignore
          }
          onProgress?.((done += block.rows), total);
        }
      }
      return [...notes, ...shapeNotes(inputs, parts)];
    },
  };
}

async function answersOf(parts: readonly ArrayPart[], options: ArraysOptions) {
  const [first] = parts[0]!.answers;
  if (!first) return { answer: (() => ({})) as Answer };
  const areNumbers = options.targets !== undefined || (options.labels === undefined && !options.classes && isFloat(first.type)); // prettier-ignore
  if (areNumbers) return numbersOf(parts, [options.targets ?? []].flat());
  const { classes, numbers } = await readLabels(parts.map(({ answers }) => answers[0]!), options.classes); // prettier-ignore
  return { classes, answer: ((part, row) => ({ class: numbers[part]![row]! })) as Answer };
}

async function numbersOf(parts: readonly ArrayPart[], names: readonly string[]) {
  const widths = parts[0]!.answers.map(({ shape }) => countOf(shape.slice(1)));
  const width = widths.reduce((sum, each) => sum + each, 0);
  if (width === 0 || width > datasetLimits.targets) throw arrayFault(parts[0]!.answers[0]!.where, `has ${width} numbers to predict in a row, and there may be from 1 to ${datasetLimits.targets}`, 'Name others with the option targets.'); // prettier-ignore
  const all: Float32Array[] = [];
  for (const { answers } of parts) {
    const numbers = new Float32Array(answers[0]!.shape[0]! * width);
    let at = 0;
    for (const [index, array] of answers.entries()) {
      if (isText(array.type) || countOf(array.shape.slice(1)) !== widths[index]) throw arrayFault(array.where, 'has no numbers to predict, or others than the part for training', 'Name the arrays with the option targets.'); // prettier-ignore
      await readTargets(array, numbers, width, at);
      at += widths[index]!;
    }
    all.push(numbers);
  }
  const targets = parts[0]!.answers.flatMap(({ name }, index) =>
    targetNames(names[index] ?? withoutPart(name), widths[index]!),
  );
  const answer: Answer = (part, row) => ({ targets: all[part]!.subarray(row * width, (row + 1) * width) });
  return { targets, answer };
}

async function readTargets(array: StoredArray, numbers: Float32Array, width: number, at: number): Promise<void> {
  const own = countOf(array.shape.slice(1));
  for await (const block of blocksOf(array)) {
    const floats = floatsOf(array, block, new Float32Array(block.rows * own));
    for (let row = 0; row < block.rows; row++) numbers.set(floats.subarray(row * own, (row + 1) * own), (block.first + row) * width + at); // prettier-ignore
  }
}

/** `y`, or `y 0`, `y 1` where a row has several. */
const targetNames = (name: string, width: number): NumericTarget[] =>
  width === 1 ? [{ name }] : Array.from({ length: width }, (_, index) => ({ name: `${name} ${index}` }));

/** `y` of `y_train`. */
const withoutPart = (name: string) =>
  wordsOf(name.slice(name.lastIndexOf('/') + 1)).filter((word) => partNamed(word) === undefined).join(' '); // prettier-ignore
