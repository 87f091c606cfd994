import { arrayFault, quoted } from '../errors.js';
import { byCodePoints, isName, named } from '../names.js';
import { blocksOf } from './blocks.js';
import { countOf, isFloat, isText, type StoredArray } from '../readers/stored-array.js';
import { elementsOf, halfPrecision } from './values.js';

/** More different labels than this are no classes. */
const mostClasses = 65_536;

/** Labels of all parts, and the classes that they stand for. */
export interface Labels {
  /** In their own order. */
  readonly classes: readonly string[];
  /** For each array, the class of each of its rows. */
  readonly numbers: readonly Uint32Array[];
}

/**
 * Reads arrays of labels, whole numbers or text. Classes are called as `names` says, label 0 by the first one; without
 * names each is called by its number or text, in the order of numbers or code points.
 * @throws SeedbedError SB_DATA_ARRAY for labels without a name, fractions, and more than one label a row.
 */
export async function readLabels(
  arrays: readonly StoredArray[],
  names: readonly string[] | undefined,
): Promise<Labels> {
  const codes = new Map<number | string, number>();
  const coded: Uint32Array[] = [];
  for (const array of arrays) coded.push(await codesOf(array, codes, names));
  const seen = [...codes.keys()];
  const areTexts = typeof seen[0] === 'string';
  if (seen.some((label) => (typeof label === 'string') !== areTexts)) throw arrayFault(arrays[0]!.where, 'labels are text in one part and numbers in another', 'Write them the same way in each.'); // prettier-ignore
  const sorted = areTexts ? (seen as string[]).sort(byCodePoints) : (seen as number[]).sort((a, b) => a - b);
  const classes = names?.map(named) ?? sorted.map(String);
  const places = new Map<number | string, number>(names && !areTexts ? sorted.map((label) => [label, Number(label)]) : classes.map((name, place) => [areTexts ? name : sorted[place]!, place])); // prettier-ignore
  const placeOf = Uint32Array.from([...codes.keys()], (label) => places.get(label)!);
  return { classes, numbers: coded.map((each) => each.map((code) => placeOf[code]!)) };
}

/** Labels as numbers in the order in which they come first. */
async function codesOf(array: StoredArray, codes: Map<number | string, number>, names: readonly string[] | undefined) {
  if (countOf(array.shape.slice(1)) !== 1) throw severalLabels(array);
  const all = new Uint32Array(array.shape[0]!);
  const check = checkOf(array, names);
  for await (const { first, bytes } of blocksOf(array)) {
    for (const [at, label] of labelsIn(array, bytes).entries()) {
      let code = codes.get(label);
      if (code === undefined) {
        check(label, first + at);
        codes.set(label, (code = codes.size));
        if (codes.size > mostClasses) throw arrayFault(array.where, `holds more than ${mostClasses} different labels`, 'Name it with the option targets, if its numbers are to be predicted.'); // prettier-ignore
      }
      all[first + at] = code;
    }
  }
  return all;
}

function checkOf({ where }: StoredArray, names: readonly string[] | undefined) {
  const known = new Set(names?.map(named));
  return (label: number | string, example: number) => {
    const fault = (what: string, hint: string) => arrayFault(where, `example ${example}: the label ${typeof label === 'string' ? quoted(label) : label} ${what}`, hint); // prettier-ignore
    if (typeof label === 'string') {
      if (!isName(label)) throw fault('is no name that can be shown', 'Correct it.');
      if (names && !known.has(label)) throw fault('is not among the classes', 'Add it to the option classes.');
    } else if (!Number.isSafeInteger(label)) {
      throw fault('is no whole number', 'Name the array with the option targets, if its numbers are to be predicted.');
    } else if (names && (label < 0 || label >= names.length)) {
      throw fault(
        `has no name: there are ${names.length} classes, from label 0`,
        'Give all of them in the option classes.',
      );
    }
  };
}

function labelsIn({ type, size }: StoredArray, bytes: Uint8Array): readonly (number | string)[] {
  if (!isText(type)) return Array.from(elementsOf(type, bytes), (element) => (type === 'f2' ? halfPrecision(element as number) : Number(element))); // prettier-ignore
  return Array.from({ length: bytes.length / size }, (_, at) => {
    const element = Buffer.from(bytes.buffer, bytes.byteOffset + at * size, size);
    return named((type === 'S' ? element.toString('utf8') : utf32(element)).replace(/\0+$/, ''));
  });
}

function utf32(bytes: Buffer): string {
  const points = Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readUInt32LE(4 * at));
  return points.map((point) => (point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd')).join('');
}

const severalLabels = ({ where, shape, type }: StoredArray) =>
  arrayFault(
    where,
    `has the shape [${shape.join(', ')}], and one label a row is expected`,
    isFloat(type) || isText(type)
      ? 'Name it with the option targets, if its numbers are to be predicted.'
      : 'Of rows of zeros and a one, write numpy.argmax(labels, axis=1); several numbers to predict are for the option targets.',
  );
