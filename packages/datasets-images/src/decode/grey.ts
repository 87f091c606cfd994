/** How colours become grey, in words for people. */
export const greyMethod = 'luma of ITU-R BT.601';

/** The weights of red, green and blue in 65536ths, as Pillow has them; grey stays as it is. */
const [red, green, blue] = [19595, 38470, 7471] as const;
/** Their sum. */
export const greyUnit = red + green + blue;

/**
 * How bright each pixel is, in units of 1 / `greyUnit`: nothing is rounded yet.
 * @param pixels red, green, blue and a fourth value, which is ignored.
 */
export function greyOf(pixels: Uint8Array | Uint8ClampedArray): Uint32Array {
  const grey = new Uint32Array(pixels.length / 4);
  for (let at = 0, from = 0; at < grey.length; at++, from += 4) {
    grey[at] = red * pixels[from]! + green * pixels[from + 1]! + blue * pixels[from + 2]!;
  }
  return grey;
}
