import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decodeJpeg, { init } from '@jsquash/jpeg/decode.js';
import { readFrame } from './frame.js';
import { mendJpeg } from './mend-jpeg.js';
import { jpegOrientation } from './orientation.js';
import { checkSize, type Picture, type Remark, Undecodable } from './picture.js';

export { Undecodable };

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

/** The pixels, and the first thing that the decoder warned of: it says no more than one. @throws Undecodable. */
async function pixelsOf(bytes: Uint8Array) {
  await (ready ??= start());
  said.length = 0;
  try {
    const { width, height, data } = await decodeJpeg(bytes as unknown as ArrayBuffer);
    return { width, height, pixels: data, warning: said[0] };
  } catch (error) {
    // What a failed picture had allocated is lost: the next one starts afresh.
    ready = undefined;
    throw new Undecodable(said.join('; ') || (error instanceof Error ? error.message : 'not a JPEG'));
  }
}

/**
 * Decodes a JPEG; grey ones come with three equal channels. Orientation tags are ignored. What the decoder warns of is
 * damage, unless the picture decodes without a warning once everything is put right that concerns no pixel.
 * @throws Undecodable for what is no JPEG, is truncated, damaged, or too large.
 */
export async function decode(bytes: Uint8Array): Promise<Picture> {
  const frame = readFrame(bytes);
  if (frame) checkSize(frame);
  if (frame?.components === 4) throw new Undecodable('its colours are those of print (CMYK)', 'CMYK JPEG');
  const remarks: Remark[] = frame?.components === 1 ? ['grey'] : [];
  if (jpegOrientation(bytes) > 1) remarks.push('turned');
  const { warning, ...picture } = await pixelsOf(bytes);
  if (warning === undefined) return { ...picture, remarks };
  const mended = mendJpeg(bytes);
  const { warning: left, ...again } = mended ? await pixelsOf(mended.bytes) : { warning };
  if (left !== undefined || !mended) throw new Undecodable(left ?? warning);
  return { ...picture, ...again, remarks, harmless: mended.harmless };
}
