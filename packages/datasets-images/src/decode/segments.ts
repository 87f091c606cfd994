/** A stretch of a JPEG that begins with a marker and has a length. */
export interface Segment {
  readonly marker: number;
  /** Where its marker begins. */
  readonly start: number;
  /** Where its content begins. */
  readonly body: number;
  /** Just behind it. */
  readonly end: number;
}

export const startOfScan = 0xda;
const endOfImage = 0xd9;

/**
 * The segments of a JPEG up to the first scan's header, or from any place between segments on (ITU T.81, B.1.1). Fill
 * bytes, markers without a length, and bytes of no segment are passed over, as decoders do.
 */
export function* segmentsOf(bytes: Uint8Array, from = 2): Generator<Segment> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return;
  for (let at = from; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff || marker === 0xff) at += 1;
    else if (marker === 0x00 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker === endOfImage) return;
    else {
      const segment = { marker, start: at, body: at + 4, end: at + 2 + view.getUint16(at + 2) };
      yield segment;
      if (marker === startOfScan) return;
      at = segment.end;
    }
  }
}

/** SOF markers: a frame header, whatever the coding. */
export const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
