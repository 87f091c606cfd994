import type { ImageShape, Stream } from '@seedbed/core';
import { methodCode } from './method.js';

/** How images change each time that they are seen. */
export interface Augmentation {
  /** Mirrored left to right, half of the time. */
  readonly flip: boolean;
  /** Shifted by up to so many pixels, both ways, zeros moving in. */
  readonly shift: number;
}

/** Draws whether the next image is mirrored. */
export const drawsMirrored = (stream: Stream): boolean => stream.uniform() < 0.5;

/** A mirrored and shifted copy of an image; the pixels that move in are zero. Draws flip, then down, then right. */
export function augmented(pixels: Uint8Array, image: ImageShape, how: Augmentation, stream: Stream): Uint8Array {
  const mirrored = how.flip && drawsMirrored(stream);
  const offset = () => (how.shift > 0 ? stream.below(2 * how.shift + 1) - how.shift : 0);
  const down = offset();
  const right = offset();
  return moved(pixels, image, mirrored, down, right);
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
  image: (how, image, stream) => (pixels) => augmented(pixels, image, how, stream),
});
