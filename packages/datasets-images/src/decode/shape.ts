/** What pictures are brought to: rows of pixels, each with its channels. */
export interface ImageShape {
  /** Pixels. */
  readonly height: number;
  /** Pixels. */
  readonly width: number;
  /** 3 are red, green and blue; 1 is grey. */
  readonly channels: 1 | 3;
}

/** Bytes of a picture of this shape. */
export const imageBytes = ({ height, width, channels }: ImageShape): number => height * width * channels;
