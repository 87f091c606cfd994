import type { ImageShape } from '../dataset/network-data.js';

/** An image that is small enough to be shown among many. */
export interface Thumbnail {
  readonly image: ImageShape;
  readonly pixels: Uint8Array;
}

/** Pixels of the longer side of a thumbnail at most. */
const longest = 96;

/** By how much an image is made smaller: a whole number, so that each pixel is the mean of a square of others. */
const factorOf = ({ height, width }: ImageShape) => Math.ceil(Math.max(height, width) / longest);

export function thumbnailShape(image: ImageShape): ImageShape {
  const factor = factorOf(image);
  return { ...image, height: Math.ceil(image.height / factor), width: Math.ceil(image.width / factor) };
}

/** @param pixels row by row, channels fastest. */
export function thumbnailOf(image: ImageShape, pixels: Uint8Array): Thumbnail {
  const factor = factorOf(image);
  if (factor === 1) return { image, pixels: pixels.slice() };
  const small = thumbnailShape(image);
  const { channels } = image;
  const result = new Uint8Array(small.height * small.width * channels);
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      for (let channel = 0; channel < channels; channel++) {
        let [sum, count] = [0, 0];
        for (let row = y * factor; row < Math.min(image.height, (y + 1) * factor); row++) {
          for (let column = x * factor; column < Math.min(image.width, (x + 1) * factor); column++) {
            sum += pixels[(row * image.width + column) * channels + channel] as number;
            count++;
          }
        }
        result[(y * small.width + x) * channels + channel] = Math.round(sum / count);
      }
    }
  }
  return { image: small, pixels: result };
}
