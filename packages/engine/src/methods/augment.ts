import type { ImageShape, Stream } from '@seedbed/core';
import { augmentedInGraph } from './augment-graph.js';
import type { Augmentation } from './augmentation.js';
import { blanked } from './blank.js';
import { methodCode } from './method.js';
import { rotated } from './rotate.js';

/** Draws whether the next image is mirrored. */
export const drawsMirrored = (stream: Stream): boolean => stream.uniform() < 0.5;

/** What is drawn for an image: whether it is mirrored (1), pixels down and right, degrees, row and column of the square's center. */
export type Draw = readonly [mirrored: number, down: number, right: number, degrees: number, y: number, x: number];

/** Draws for the next image, in this order; what is off draws nothing, and is 0. */
export function drawnFor(how: Augmentation, { height, width }: ImageShape, stream: Stream): Draw {
  const mirrored = how.flip && drawsMirrored(stream) ? 1 : 0;
  const offset = () => (how.shift > 0 ? stream.below(2 * how.shift + 1) - how.shift : 0);
  const down = offset();
  const right = offset();
  const degrees = how.rotate > 0 ? (2 * stream.uniform() - 1) * how.rotate : 0;
  const [y, x] = how.cutout > 0 ? [stream.below(height), stream.below(width)] : [0, 0];
  return [mirrored, down, right, degrees, y, x];
}

/**
 * A copy of an image that is rotated, mirrored, shifted, and blanked in a square, in this order. Pixels that move in are
 * zero.
 * @param blank what a blanked pixel gets, a value a channel.
 */
export function augmented(
  pixels: Uint8Array,
  image: ImageShape,
  how: Augmentation,
  [mirrored, down, right, degrees, y, x]: Draw,
  blank: ArrayLike<number>,
): Uint8Array {
  const turned = how.rotate > 0 ? rotated(pixels, image, degrees) : pixels;
  const result = moved(turned, image, mirrored === 1, down, right);
  if (how.cutout > 0) blanked(result, image, how.cutout, { y, x }, blank);
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
  image(how, { image, input }) {
    // What standardizing takes to the middle of all values, to the nearest pixel value.
    const blank = Array.from({ length: image.channels }, (_, channel) => {
      const mean = input.mean[channel] ?? (input.mean[0] as number);
      return Math.min(255, Math.max(0, Math.round(255 * mean)));
    });
    return {
      draw: (stream) => drawnFor(how, image, stream),
      change: (pixels, drawn) => augmented(pixels, image, how, drawn as Draw, blank),
      // Rotation is defined in double precision, which graphs do not have.
      inGraph: how.rotate > 0 ? undefined : (pixels, drawn) => augmentedInGraph(pixels, image, how, drawn, blank),
    };
  },
});
