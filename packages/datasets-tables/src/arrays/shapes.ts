import { datasetLimits, type ExampleInputs } from '@seedbed/core';
import { arrayFault } from '../errors.js';
import type { ArrayPart } from './choose.js';
import { countOf, elementNames, isText, type StoredArray } from '../readers/stored-array.js';

/**
 * What an example of these arrays is.
 * @throws SeedbedError SB_DATA_ARRAY for arrays that do not fit each other.
 */
export function inputsOf(parts: readonly ArrayPart[]): ExampleInputs {
  const [first, ...others] = parts.map(({ inputs }) => inputs);
  for (const { inputs, answers } of parts) for (const answer of answers) checkRows(inputs, answer);
  const text = parts.find(({ inputs }) => isText(inputs.type))?.inputs;
  if (text) throw arrayFault(text.where, 'holds text', 'Name an array of numbers with the option inputs.');
  const shape = first!.shape.slice(1);
  for (const other of others) {
    if (String(other.shape.slice(1)) === String(shape) && (other.type === 'u1') === (first!.type === 'u1')) continue;
    throw arrayFault(
      other.where,
      `has the shape ${words(other.shape)} of ${elementNames[other.type]}, and ${first!.where} has ${words(first!.shape)} of ${elementNames[first!.type]}`,
      'Write all parts with the same type and, but for the first extent, the same shape.',
    );
  }
  if (first!.shape.length === 0 || countOf(shape) === 0) throw arrayFault(first!.where, `has the shape ${words(first!.shape)}: there are no numbers in an example`, 'Write an array of a row or more an example.'); // prettier-ignore
  const bytes = countOf(shape) * (first!.type === 'u1' ? 1 : 4);
  const { axes, inputBytes: most } = datasetLimits;
  if (shape.length > axes || bytes > most) throw arrayFault(first!.where, `has the shape ${words(first!.shape)}: an example may have ${axes} axes and ${most / 2 ** 20} MiB`, 'Write examples of fewer numbers: smaller pictures, or rows of their own.'); // prettier-ignore
  // The first one is for training.
  if (first!.shape[0] === 0) throw arrayFault(first!.where, 'has no rows', 'Rows of examples to train on are expected.'); // prettier-ignore
  if (first!.type !== 'u1') return { shape: shape.length === 0 ? [1] : shape, type: 'float32' };
  // Pictures of one channel are mostly written without it.
  return { shape: shape.length === 2 ? [...shape, 1] : shape.length === 0 ? [1] : shape, type: 'uint8' };
}

const words = (shape: readonly number[]) => `[${shape.join(', ')}]`;

function checkRows(inputs: StoredArray, answer: StoredArray): void {
  if (answer.shape[0] === inputs.shape[0] && inputs.shape.length > 0) return;
  throw arrayFault(
    answer.where,
    `has ${answer.shape[0] ?? 'no'} rows, and ${inputs.where} has ${inputs.shape[0] ?? 'none'}`,
    'Each example is to have one row in both: name others with the options inputs, labels or targets.',
  );
}

/** What may be meant otherwise, for the notes. */
export function shapeNotes({ shape, type }: ExampleInputs, parts: readonly ArrayPart[]): string[] {
  const [channels, , last] = shape;
  const isChannelsFirst = shape.length === 3 && (channels === 1 || channels === 3) && last! > 4;
  const rounded = parts.filter(({ inputs }) => inputs.type === 'f8').map(({ inputs }) => inputs.name);
  return [
    ...(isChannelsFirst ? [`The shape ${words(shape)} looks like channels first; layers of pictures take [height, width, channels]: numpy.moveaxis(values, 1, -1).`] : []), // prettier-ignore
    ...(rounded.length > 0 && type === 'float32' ? [`Rounded from double to single precision: ${rounded.join(', ')}.`] : []), // prettier-ignore
  ];
}
