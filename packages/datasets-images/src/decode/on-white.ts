/**
 * Lays pixels with transparency on white, as viewers show them, in whole numbers, rounded halves up.
 * @param pixels red, green, blue, opacity; changed in place.
 * @returns whether any pixel was transparent.
 */
export function layOnWhite(pixels: Uint8Array | Uint8ClampedArray): boolean {
  let any = false;
  for (let at = 3; at < pixels.length; at += 4) {
    const opacity = pixels[at]!;
    if (opacity === 255) continue;
    any = true;
    for (let channel = at - 3; channel < at; channel++) {
      const sum = pixels[channel]! * opacity + 255 * (255 - opacity);
      pixels[channel] = Math.floor((2 * sum + 255) / 510);
    }
    pixels[at] = 255;
  }
  return any;
}
