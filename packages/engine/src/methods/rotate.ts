import { exactTurn, type ImageShape } from '@seedbed/core';

/**
 * A copy of an image that is rotated about its center, counter-clockwise by so many degrees. Each pixel is where it comes
 * from between four pixels (bilinear), of which those outside are zero, rounded to the nearest value; quarter turns of
 * squares are exact. All in double precision by additions and multiplications: the same bits on every machine.
 */
export function rotated(pixels: Uint8Array, { height, width, channels }: ImageShape, degrees: number): Uint8Array {
  const result = new Uint8Array(pixels.length);
  const { sin, cos } = exactTurn(degrees);
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const at = (y: number, x: number, channel: number) =>
    y < 0 || y >= height || x < 0 || x >= width ? 0 : (pixels[(y * width + x) * channels + channel] as number);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const fromX = middleX + cos * (x - middleX) - sin * (y - middleY);
      const fromY = middleY + sin * (x - middleX) + cos * (y - middleY);
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [right, down] = [fromX - left, fromY - top];
      for (let channel = 0; channel < channels; channel++) {
        const above = (1 - right) * at(top, left, channel) + right * at(top, left + 1, channel);
        const below = (1 - right) * at(top + 1, left, channel) + right * at(top + 1, left + 1, channel);
        result[(y * width + x) * channels + channel] = Math.floor((1 - down) * above + down * below + 0.5);
      }
    }
  return result;
}
