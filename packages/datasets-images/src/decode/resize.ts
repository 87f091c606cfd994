import { greyOf, greyUnit } from './grey.js';
import { imageBytes, type ImageShape } from './shape.js';

/** How an image of another size is brought to the wanted one, in words for people. */
export const resizeMethod = 'centre crop to the shape, then area average in whole numbers';

/** Which source pixels a target pixel covers, and how much of each, in whole units. */
interface Cover {
  readonly first: number;
  readonly weights: readonly number[];
}

/**
 * Lays `from` source pixels and `to` target pixels on one ruler of from x to units: a source pixel is `to` units long, a
 * target pixel `from` units. The weights of each target pixel are whole and sum up to `from`.
 */
export function coversOf(from: number, to: number): Cover[] {
  return Array.from({ length: to }, (_, target) => {
    const [start, end] = [target * from, (target + 1) * from];
    const first = Math.floor(start / to);
    const weights: number[] = [];
    for (let source = first; source * to < end; source++) {
      weights.push(Math.min(end, (source + 1) * to) - Math.max(start, source * to));
    }
    return { first, weights };
  });
}

/** The largest rectangle in the middle that has the target's shape. */
function cropOf(width: number, height: number, { width: toWidth, height: toHeight }: ImageShape) {
  const wide = Math.max(1, Math.min(width, Math.floor((height * toWidth) / toHeight)));
  const high = Math.max(1, Math.min(height, Math.floor((width * toHeight) / toWidth)));
  return { wide, high, left: Math.floor((width - wide) / 2), top: Math.floor((height - high) / 2) };
}

const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

type Pixels = Uint8Array | Uint8ClampedArray;

/** A part of the picture as it is: averaging single pixels would give the same, fifty times as slowly. */
function cropped(pixels: Pixels, width: number, left: number, top: number, shape: ImageShape, target: Uint8Array) {
  const first = (y: number) => (top + y) * width + left;
  const aligned = pixels.byteOffset % 4 === 0 && target.byteOffset % 4 === 0 && shape.width % 4 === 0;
  if (aligned && littleEndian) {
    const [source, words] = [wordsOf(pixels), wordsOf(target)];
    for (let y = 0; y < shape.height; y++) copyWords(source, first(y), words, y * shape.width, shape.width);
  } else for (let y = 0; y < shape.height; y++) copyBytes(pixels, first(y), target, y * shape.width, shape.width);
}

const wordsOf = ({ buffer, byteOffset, length }: Pixels) => new Uint32Array(buffer, byteOffset, length / 4);

/** Copies neighbouring pixels, without what makes them four values. */
function copyBytes(source: Pixels, first: number, target: Uint8Array, to: number, count: number) {
  for (let from = 4 * first, at = 3 * to; from < 4 * (first + count); from += 4, at += 3) {
    target[at] = source[from]!;
    target[at + 1] = source[from + 1]!;
    target[at + 2] = source[from + 2]!;
  }
}

/** The same, four pixels at a time: four words become three, in a third of the time. */
function copyWords(source: Uint32Array, first: number, target: Uint32Array, to: number, count: number) {
  for (let from = first, at = (3 * to) / 4; from < first + count; from += 4, at += 3) {
    const [second, third] = [source[from + 1]!, source[from + 2]!];
    target[at] = (source[from]! & 0xffffff) | (second << 24);
    target[at + 1] = ((second >>> 8) & 0xffff) | (third << 16);
    target[at + 2] = ((third >>> 16) & 0xff) | (source[from + 3]! << 8);
  }
}

/**
 * Brings a picture to a shape by `resizeMethod`. Every number on the way is whole and below 2^53, and each value is rounded
 * once, halves up: the same on every machine.
 * @param pixels four values a pixel; the fourth is ignored.
 * @param target takes the height x width x channels values, and is returned.
 */
export function toShape(
  { width, height, pixels }: { width: number; height: number; pixels: Pixels },
  shape: ImageShape,
  target: Uint8Array = new Uint8Array(imageBytes(shape)),
): Uint8Array {
  const { channels } = shape;
  const { wide, high, left, top } = cropOf(width, height, shape);
  if (channels === 3 && wide === shape.width && high === shape.height) {
    cropped(pixels, width, left, top, shape, target);
    return target;
  }
  const [source, stride, unit] = channels === 3 ? ([pixels, 4, 1] as const) : ([greyOf(pixels), 1, greyUnit] as const);
  const columns = coversOf(wide, shape.width);
  const rows = coversOf(high, shape.height);
  const total = wide * high * unit;
  // Sums over columns, for each source row that is looked at.
  const across = new Float64Array(high * shape.width * channels);
  for (let y = 0; y < high; y++) {
    columns.forEach(({ first, weights }, x) => {
      for (let index = 0; index < weights.length; index++) {
        const from = ((top + y) * width + left + first + index) * stride;
        const to = (y * shape.width + x) * channels;
        for (let channel = 0; channel < channels; channel++)
          across[to + channel]! += weights[index]! * source[from + channel]!;
      }
    });
  }
  rows.forEach(({ first, weights }, y) => {
    for (let at = 0; at < shape.width * channels; at++) {
      let sum = 0;
      for (let index = 0; index < weights.length; index++) {
        sum += weights[index]! * across[(first + index) * shape.width * channels + at]!;
      }
      target[y * shape.width * channels + at] = Math.floor((2 * sum + total) / (2 * total));
    }
  });
  return target;
}
