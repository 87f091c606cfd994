import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import encode, { init } from '@jsquash/jpeg/encode.js';

/* Makes small JPEGs for tests; no picture of anybody's is needed. */

const grey = 1;
const colour = 3;
let ready: Promise<unknown> | undefined;

function start(): Promise<unknown> {
  const path = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm');
  const begin = init as (module: WebAssembly.Module, options: object) => Promise<unknown>;
  return begin(new WebAssembly.Module(readFileSync(path)), {});
}

export interface MadePicture {
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  /** A single channel, as about one in a hundred images of Tiny ImageNet has. */
  readonly grey?: boolean;
  /** Coded in one scan, as cameras do, not in several. */
  readonly sequential?: boolean;
  /** Pictures of different numbers differ. */
  readonly number?: number;
}

/** A JPEG with a pattern that depends on `number`. */
export async function makeJpeg({
  width = 8,
  height = 8,
  grey: single = false,
  sequential = false,
  number = 0,
}: MadePicture = {}) {
  await (ready ??= start());
  const data = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    data.set([(x * 29 + number * 53) % 256, (y * 31 + number * 97) % 256, (number * 61 + x + y) % 256, 255], pixel * 4);
  }
  const picture = { data, width, height, colorSpace: 'srgb' } as unknown as ImageData;
  return new Uint8Array(
    await encode(picture, { quality: 90, color_space: single ? grey : colour, progressive: !sequential }),
  );
}
