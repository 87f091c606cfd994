import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decodeJpeg, { init } from '@jsquash/jpeg/decode.js';
import { type Frame, readFrame } from './frame.js';

/** A decoded picture: red, green, blue and 255 for each pixel, row by row. */
export interface Picture extends Frame {
  readonly pixels: Uint8Array | Uint8ClampedArray;
}

/** An image that cannot be decoded whole, with the reason in words. */
export class Undecodable extends Error {}

/** Larger pictures are refused: decoding takes up to fourteen bytes a pixel, and a gigabyte is too much for one. */
const mostPixels = 50_000_000;

const said: string[] = [];
let ready: Promise<void> | undefined;
let module: WebAssembly.Module | undefined;

/** Starts mozjpeg, compiled to WebAssembly: whole numbers only, so the same pixels on every machine. */
function start(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm');
  module ??= new WebAssembly.Module(readFileSync(path));
  // Its declaration leaves the first parameter out.
  const begin = init as (module: WebAssembly.Module, options: object) => Promise<void>;
  return begin(module, { print: () => {}, printErr: (text: string) => said.push(text) });
}

/**
 * Decodes a JPEG; grey ones come with three equal channels. Orientation tags are ignored.
 * @throws Undecodable for what is no JPEG, is truncated, damaged, or too large.
 */
export async function decode(bytes: Uint8Array): Promise<Picture> {
  const frame = readFrame(bytes);
  if (frame && frame.width * frame.height > mostPixels) {
    throw new Undecodable(`${frame.width} x ${frame.height} pixels are more than can be decoded`);
  }
  await (ready ??= start());
  said.length = 0;
  let picture: Awaited<ReturnType<typeof decodeJpeg>>;
  try {
    picture = await decodeJpeg(bytes as unknown as ArrayBuffer);
  } catch (error) {
    // What a failed picture had allocated is lost: the next one starts afresh.
    ready = undefined;
    throw new Undecodable(said.join('; ') || (error instanceof Error ? error.message : 'not a JPEG'));
  }
  if (said.length > 0) throw new Undecodable(said.join('; '));
  const { width, height, data } = picture;
  return { width, height, components: frame?.components ?? 3, pixels: data };
}
