/** What a JPEG says about its picture before any of it is decoded. */
export interface Frame {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** 1 is grey, 3 is colour, 4 is print. */
  readonly components: number;
}

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * Reads the frame header (ITU T.81, B.2.2), so that a picture of absurd size is refused before memory is asked for.
 * @returns undefined where there is none: the decoder then says what is wrong.
 */
export function readFrame(bytes: Uint8Array): Frame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 10 <= bytes.length;) {
    const marker = bytes[at + 1]!;
    // What stands between segments and belongs to none, as the decoder skips it; fill bytes; markers without a length.
    if (bytes[at] !== 0xff || marker === 0xff) at += 1;
    else if (marker === 0x00 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (isFrame(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), components: bytes[at + 9]! };
    } else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
