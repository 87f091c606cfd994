import { createRequire } from 'node:module';
import type * as Photon from '@silvia-odwyer/photon-node';
import { Undecodable } from './picture.js';

const require = createRequire(import.meta.url);
const name = '@silvia-odwyer/photon-node';

/**
 * Red, green, blue and opacity of a PNG, a BMP, or a GIF's first frame, by Rust's image library in WebAssembly: whole
 * numbers only, and 16 bits become 8 by rounding.
 * @throws Undecodable.
 */
export function photonPixels(kind: string, bytes: Uint8Array): Uint8Array {
  const { PhotonImage } = require(name) as typeof Photon;
  try {
    const image = PhotonImage.new_from_byteslice(bytes);
    const pixels = image.get_raw_pixels();
    image.free();
    return pixels;
  } catch {
    startAfresh();
    throw new Undecodable(`the ${kind} data are damaged or cut short`);
  }
}

/** It gives no reason for a failure, and what it had taken of its memory and stack is lost: the next one loads it again. */
function startAfresh(): void {
  const path = require.resolve(name);
  // Node keeps a module for whoever required it, too.
  const required = require.cache[path]?.parent?.children ?? [];
  required.splice(0, required.length, ...required.filter(({ id }) => id !== path));
  delete require.cache[path];
}
