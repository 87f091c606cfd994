import { isFrame, segmentsOf } from './segments.js';

/** What a JPEG says about its picture before any of it is decoded. */
export interface Frame {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** 1 is grey, 3 is colour, 4 is print. */
  readonly components: number;
}

/**
 * Reads the frame header (ITU T.81, B.2.2), so that a picture of absurd size is refused before memory is asked for.
 * @returns undefined where there is none: the decoder then says what is wrong.
 */
export function readFrame(bytes: Uint8Array): Frame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { marker, body } of segmentsOf(bytes)) {
    if (!isFrame(marker)) continue;
    if (body + 6 > bytes.length) return undefined;
    return { height: view.getUint16(body + 1), width: view.getUint16(body + 3), components: bytes[body + 5]! };
  }
  return undefined;
}
