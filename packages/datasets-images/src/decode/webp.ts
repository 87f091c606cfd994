import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decodeWebp, { init } from '@jsquash/webp/decode.js';
import { Undecodable } from './picture.js';

let ready: Promise<void> | undefined;

/** Starts libwebp, compiled to WebAssembly. */
function start(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('@jsquash/webp/codec/dec/webp_dec.wasm');
  // Its declaration leaves the first parameter out.
  const begin = init as (module: WebAssembly.Module, options: object) => Promise<void>;
  return begin(new WebAssembly.Module(readFileSync(path)), { print: () => {}, printErr: () => {} });
}

/** Red, green, blue and opacity of a WebP picture. @throws Undecodable. */
export async function webpPixels(bytes: Uint8Array): Promise<Uint8ClampedArray> {
  await (ready ??= start());
  try {
    const { data } = await decodeWebp(bytes as unknown as ArrayBuffer);
    return data;
  } catch {
    ready = undefined;
    throw new Undecodable('the WebP data are damaged or cut short');
  }
}
