import type { ReadableKind } from './kind.js';
import { orientationOf } from './orientation.js';
import { checkSize, type Remark, Undecodable } from './picture.js';

/** What a file says about its picture before any of it is decoded. */
export interface Header {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly remarks: readonly Remark[];
}

const remarksOf = (said: Partial<Record<Remark, boolean>>): Remark[] =>
  (Object.keys(said) as Remark[]).filter((remark) => said[remark]);

/** Chunks of PNG (`big`: length, name, content, checksum) and of RIFF (name, length, content, to even places). */
function* chunksOf(bytes: Uint8Array, from: number, big: boolean) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = from; at + 8 <= bytes.length;) {
    const length = view.getUint32(big ? at : at + 4, !big);
    const name = Buffer.from(bytes.subarray(big ? at + 4 : at, big ? at + 8 : at + 4)).toString('latin1');
    yield { name, content: bytes.subarray(at + 8, at + 8 + length) };
    at += 8 + length + (big ? 4 : length % 2);
  }
}

function pngHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [depth, colour] = [view.getUint8(24), view.getUint8(25)];
  const chunks = [...chunksOf(bytes, 8, true)];
  const exif = chunks.find(({ name }) => name === 'eXIf')?.content;
  const remarks = remarksOf({
    grey: colour === 0 || colour === 4,
    deep: depth === 16,
    animated: chunks.some(({ name }) => name === 'acTL'),
    turned: exif !== undefined && orientationOf(exif) > 1,
  });
  return { width: view.getUint32(16), height: view.getUint32(20), remarks };
}

function webpHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const uint24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  const chunks = [...chunksOf(bytes, 12, false)];
  if (chunks.some(({ name }) => name === 'ANIM')) throw new Undecodable('it is an animated WebP', 'animated WebP');
  const exif = chunks.find(({ name }) => name === 'EXIF')?.content;
  const remarks = remarksOf({ turned: exif !== undefined && orientationOf(exif) > 1 });
  switch (chunks[0]?.name) {
    case 'VP8X':
      return { width: 1 + uint24(24), height: 1 + uint24(27), remarks };
    case 'VP8L': {
      const packed = view.getUint32(21, true);
      return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >> 14) & 0x3fff), remarks };
    }
    default:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, remarks };
  }
}

function bmpHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // OS/2's first header has sizes of two bytes; a negative height means that the top row comes first.
  if (view.getUint32(14, true) === 12) {
    return { width: view.getUint16(18, true), height: view.getUint16(20, true), remarks: [] };
  }
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)), remarks: [] };
}

/** The screen, and the frames on it (GIF89a, 17 to 22): a frame may be larger than the screen that it is laid on. */
function gifHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const colours = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  const frames: { width: number; height: number }[] = [];
  let at = 13 + colours(view.getUint8(10));
  const skipBlocks = () => {
    while (at < bytes.length && bytes[at] !== 0) at += 1 + bytes[at]!;
    at += 1;
  };
  while (at + 10 <= bytes.length && frames.length < 2) {
    if (bytes[at] === 0x21) at += 2;
    else if (bytes[at] === 0x2c) {
      frames.push({ width: view.getUint16(at + 5, true), height: view.getUint16(at + 7, true) });
      at += 11 + colours(bytes[at + 9]!);
    } else break;
    skipBlocks();
  }
  if (frames[0]) checkSize(frames[0]);
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  return { width, height, remarks: remarksOf({ animated: frames.length > 1 }) };
}

const readers = { PNG: pngHeader, WebP: webpHeader, BMP: bmpHeader, GIF: gifHeader };

/** Reads the header of a file of a kind. @throws Undecodable where it is cut short, or for an animated WebP. */
export function readHeader(kind: Exclude<ReadableKind, 'JPEG'>, bytes: Uint8Array): Header {
  try {
    return readers[kind](bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new Undecodable('its header is cut short');
    throw error;
  }
}
