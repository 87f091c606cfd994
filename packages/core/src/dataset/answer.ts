import type { Dataset, ImageShape, Part } from './contract.js';
import { imageBytes, imagesIn, partOrder, type PackedShape } from './packed-format.js';
import { shown, wrongAnswer } from './plugin-errors.js';

/** Limits of what a plugin may answer: far above any set that is used, far below what ends in no memory or no end. */
export const answerLimits = { classes: 1_000_000, images: 100_000_000, imageBytes: 64 * 1024 * 1024, text: 10_000 };

/** What a data set says of itself, copied, so that nothing moves afterwards. */
export type DatasetFacts = Pick<Dataset, 'image' | 'classes' | 'counts' | 'fingerprint' | 'notes'>;

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/**
 * Checks and copies what `open` answered: types, ranges, lengths and digests, each field read once.
 * @throws SeedbedError SB_DATASET_ANSWER, naming the field and what it is.
 */
export function checkAnswer(name: string, answer: unknown): DatasetFacts {
  const refuse = (what: string) => wrongAnswer(name, what);
  if (!isRecord(answer)) throw refuse(`open() answered ${shown(answer)}, and not a data set`);
  for (const method of ['readImage', 'close']) {
    if (typeof answer[method] !== 'function') throw refuse(`${method} is ${shown(answer[method])}, and not a function`);
  }
  const image = shapeOf(answer['image'], refuse);
  const classes = listOf(answer['classes'], 'classes', refuse, nameOf);
  if (classes.length === 0) throw refuse('it has no classes');
  checkNames(classes, refuse);
  const given = answer['counts'];
  if (!isRecord(given)) throw refuse(`counts is ${shown(given)}, and not an object with train and test`);
  const counts = countsOf(given, classes, refuse);
  const fingerprint = answer['fingerprint'];
  if (typeof fingerprint !== 'string' || !/^[0-9a-f]{64}$/.test(fingerprint)) {
    throw refuse(`fingerprint is ${shown(fingerprint)}, and not 64 hexadecimal characters`);
  }
  const notes = listOf(answer['notes'], 'notes', refuse, textOf);
  return Object.freeze({ image, classes, counts, fingerprint, notes });
}

type Refuse = (what: string) => Error;

function shapeOf(given: unknown, refuse: Refuse): ImageShape {
  if (!isRecord(given)) throw refuse(`image is ${shown(given)}, and not an object with height, width and channels`);
  const { height, width, channels } = given as Partial<ImageShape>;
  for (const [field, value] of Object.entries({ height, width })) {
    if (!Number.isInteger(value) || (value as number) < 1) {
      throw refuse(`image.${field} is ${shown(value)}, and not a whole number of pixels from 1`);
    }
  }
  if (channels !== 1 && channels !== 3) throw refuse(`image.channels is ${shown(channels)}, and neither 1 nor 3`);
  const image = Object.freeze({ height, width, channels } as ImageShape);
  if (imageBytes(image) > answerLimits.imageBytes) {
    const most = answerLimits.imageBytes / 1024 / 1024;
    throw refuse(`an image of ${height} x ${width} x ${channels} is larger than ${most} MiB`);
  }
  return image;
}

/** A frozen copy of a list; a hole counts as undefined. */
function listOf<T>(
  given: unknown,
  field: string,
  refuse: Refuse,
  check: (value: unknown, at: string, refuse: Refuse) => T,
): readonly T[] {
  if (!Array.isArray(given)) throw refuse(`${field} is ${shown(given)}, and not a list`);
  if (given.length > answerLimits.classes) throw refuse(`${field} is ${shown(given)}: more than Seedbed can use`);
  return Object.freeze(Array.from(given, (value: unknown, index) => check(value, `${field}[${index}]`, refuse)));
}

function textOf(value: unknown, at: string, refuse: Refuse): string {
  if (typeof value !== 'string') throw refuse(`${at} is ${shown(value)}, and not text`);
  if (value.trim() === '') throw refuse(`${at} is empty`);
  if (value.length > answerLimits.text) throw refuse(`${at} has more than ${answerLimits.text} characters`);
  return value;
}

function nameOf(value: unknown, at: string, refuse: Refuse): string {
  const name = textOf(value, at, refuse);
  // A control character, or half of a pair: a file would not hold it as it is.
  if (/\p{Cc}|\p{Cs}/u.test(name)) throw refuse(`${at} is ${shown(name)}: it holds a character that is no text`);
  return name;
}

/** Names that look the same and are not, as a composed and a decomposed letter, count as one. */
function checkNames(classes: readonly string[], refuse: Refuse): void {
  const first = new Map<string, number>();
  for (const [index, name] of classes.entries()) {
    const before = first.get(name.normalize('NFC'));
    if (before !== undefined) throw refuse(`classes ${before} and ${index} have the same name, ${shown(name)}`);
    first.set(name.normalize('NFC'), index);
  }
}

function countsOf(given: Fields, classes: readonly string[], refuse: Refuse): PackedShape['counts'] {
  const of = (part: Part) => {
    const counts = listOf(given[part], `counts.${part}`, refuse, (value, at) => {
      if (!Number.isSafeInteger(value) || (value as number) < 0 || Object.is(value, -0)) {
        throw refuse(`${at} is ${shown(value)}, and not a whole number from 0`);
      }
      return value as number;
    });
    if (counts.length === classes.length) return counts;
    throw refuse(`counts.${part} has ${counts.length} numbers for ${classes.length} classes`);
  };
  const counts = Object.freeze({ train: of('train'), test: of('test') });
  const images = imagesIn(counts);
  if (images === 0) throw refuse('it has no images');
  if (images > answerLimits.images) throw refuse(`it has ${images} images: more than ${answerLimits.images}`);
  for (const part of partOrder) if (counts[part].every((count) => count === 0)) throw refuse(`${part} has no images`);
  return counts;
}
