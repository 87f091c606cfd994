import type { ImageShape } from '@seedbed/core';

/**
 * Blanks a square of an image, in place, as DeVries and Taylor (2017) do: its center is any pixel, so that a part of it
 * may lie outside. Of an even side the center is the pixel right and below of the middle.
 * @param side pixels.
 * @param blank what its pixels get, a value a channel.
 */
export function blanked(
  pixels: Uint8Array,
  { height, width, channels }: ImageShape,
  side: number,
  center: { readonly y: number; readonly x: number },
  blank: ArrayLike<number>,
): void {
  const [rows, columns] = [within(center.y, side, height), within(center.x, side, width)];
  for (let y = rows.from; y < rows.to; y++)
    for (let x = columns.from; x < columns.to; x++)
      for (let channel = 0; channel < channels; channel++) {
        pixels[(y * width + x) * channels + channel] = blank[channel] as number;
      }
}

/** A stretch of `length` around a place, without what lies outside of 0 to `extent`. */
export function within(center: number, length: number, extent: number): { readonly from: number; readonly to: number } {
  const from = center - Math.floor(length / 2);
  return { from: Math.max(0, from), to: Math.min(extent, from + length) };
}
