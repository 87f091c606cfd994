/** How images change each time that they are seen. */
export interface Augmentation {
  /** Mirrored left to right, half of the time. */
  readonly flip: boolean;
  /** Shifted by up to so many pixels, both ways, zeros moving in. */
  readonly shift: number;
  /** Rotated about the center by up to so many degrees, either way. */
  readonly rotate: number;
  /** Side of a square that is blanked, pixels. */
  readonly cutout: number;
}
