import type { ImageShape, Stream } from '@seedbed/core';
import { blanked } from './blank.js';
import { methodCode } from './method.js';
import { rotated } from './rotate.js';

/** How images change each time that they are seen. */
export interface Augmentation {
  /** Mirrored left to right, half of the time. */
  readonly flip: boolean;
  /** Shifted by up to so many pixels, both ways, zeros moving in. */
  readonly shift: number;
  /** Rotated about the center by up to so many degrees, either way. */
  readonly rotate: number;
  /** Side of a square that is blanked, pixels. */
  readonly cutout: number;
}

/** Draws whether the next image is mirrored. */
export const drawsMirrored = (stream: Stream): boolean => stream.uniform() < 0.5;

/**
 * A copy of an image that is rotated, mirrored, shifted, and blanked in a square, in this order. Pixels that move in are
 * zero. Draws flip, down, right, angle, then row and column of the square's center; what is off draws nothing.
 * @param blank what a blanked pixel gets, a value a channel.
 */
export function augmented(
  pixels: Uint8Array,
  image: ImageShape,
  how: Augmentation,
  stream: Stream,
  blank: ArrayLike<number>,
): Uint8Array {
  const mirrored = how.flip && drawsMirrored(stream);
  const offset = () => (how.shift > 0 ? stream.below(2 * how.shift + 1) - how.shift : 0);
  const down = offset();
  const right = offset();
  const turned = how.rotate > 0 ? rotated(pixels, image, (2 * stream.uniform() - 1) * how.rotate) : pixels;
  const result = moved(turned, image, mirrored, down, right);
  if (how.cutout > 0) blanked(result, image, how.cutout, { y: stream.below(image.height), x: stream.below(image.width) }, blank); // prettier-ignore
  return result;
}

/** A mirrored copy of an image. */
export const mirror = (pixels: Uint8Array, image: ImageShape): Uint8Array => moved(pixels, image, true, 0, 0);

function moved(pixels: Uint8Array, image: ImageShape, mirrored: boolean, down: number, right: number): Uint8Array {
  const { height, width, channels } = image;
  const result = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    const fromY = y - down;
    if (fromY < 0 || fromY >= height) continue;
    for (let x = 0; x < width; x++) {
      const shifted = x - right;
      if (shifted < 0 || shifted >= width) continue;
      const from = (fromY * width + (mirrored ? width - 1 - shifted : shifted)) * channels;
      for (let channel = 0; channel < channels; channel++) {
        result[(y * width + x) * channels + channel] = pixels[from + channel] as number;
      }
    }
  }
  return result;
}

export const augment = methodCode<Augmentation>({
  name: 'augment',
  version: 1,
  image(how, { image, input }, stream) {
    // What standardizing takes to the middle of all values, to the nearest pixel value.
    const blank = Array.from({ length: image.channels }, (_, channel) => {
      const mean = input.mean[channel] ?? (input.mean[0] as number);
      return Math.min(255, Math.max(0, Math.round(255 * mean)));
    });
    return (pixels) => augmented(pixels, image, how, stream, blank);
  },
});
