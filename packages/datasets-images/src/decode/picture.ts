/** What a picture is besides its pixels, that a note counts. */
export type Remark = 'grey' | 'deep' | 'animated' | 'transparent' | 'turned';

/** A decoded picture: red, green, blue and 255 for each pixel, row by row. */
export interface Picture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly pixels: Uint8Array | Uint8ClampedArray;
  readonly remarks: readonly Remark[];
  /** What a decoder warned of that concerns no pixel. */
  readonly harmless?: readonly string[];
}

/** An image that cannot be decoded whole, with the reason in words. */
export class Undecodable extends Error {
  /** @param kind what it is, where it is a picture of a kind that is not read. */
  constructor(
    reason: string,
    readonly kind?: string,
  ) {
    super(reason);
  }
}

/**
 * Larger pictures are refused: decoding takes up to fourteen bytes a pixel, or twenty of one of 16 bits a channel, and a
 * gigabyte is too much for one.
 */
const mostPixels = { usual: 50_000_000, deep: 35_000_000 };

/**
 * Refuses a picture by the size that its header names, before memory is taken.
 * @param deep whether it has 16 bits a channel.
 * @throws Undecodable.
 */
export function checkSize({ width, height }: { readonly width: number; readonly height: number }, deep = false): void {
  const most = mostPixels[deep ? 'deep' : 'usual'];
  if (width * height <= most) return;
  throw new Undecodable(
    `${width} x ${height} pixels are more than can be decoded (${most / 1e6} million are the most)`,
  );
}
