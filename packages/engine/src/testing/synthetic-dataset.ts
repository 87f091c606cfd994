import { type Dataset, openStream, type Part } from '@seedbed/core';

export interface SyntheticOptions {
  /** Every image is its own mirror image. */
  readonly symmetric?: boolean;
  readonly classes?: number;
  /** Training images a class. */
  readonly train?: number;
  /** Test images a class. */
  readonly test?: number;
  /** Pixels along each side, and channels. */
  readonly extent?: number;
  readonly channels?: number;
}

/**
 * Images in memory, eight by eight and grey unless asked otherwise, from a formula: each class has a bright bar in a row
 * and another in a column of its own, under noise. No image equals another.
 */
export function syntheticDataset({
  symmetric,
  classes = 8,
  train = 40,
  test = 20,
  extent = 8,
  channels = 1,
}: SyntheticOptions = {}): Dataset {
  const names = Array.from({ length: classes }, (_, index) => `class${index}`);
  const counts = { train, test, validation: 0 };
  const known = new Map<string, Uint8Array>();

  function draw(key: string, classIndex: number): Uint8Array {
    const noise = openStream(`image/${key}`);
    const pixels = new Uint8Array(extent * extent * channels);
    for (let y = 0; y < extent; y++)
      for (let x = 0; x < (symmetric ? extent / 2 : extent); x++) {
        const bar = y === classIndex % extent || x === (3 * classIndex + 1) % extent;
        const value = (bar ? 150 : 40) + noise.below(90);
        pixels.fill(value, (y * extent + x) * channels, (y * extent + x + 1) * channels);
        const mirrored = y * extent + (extent - 1 - x);
        if (symmetric) pixels.fill(value, mirrored * channels, (mirrored + 1) * channels);
      }
    return pixels;
  }

  return {
    inputs: { shape: [extent, extent, channels], type: 'uint8' },
    classes: names,
    targets: 'class',
    grouped: false,
    counts: { train: names.map(() => train), test: names.map(() => test), validation: names.map(() => 0) },
    fingerprint: '5'.repeat(64),
    notes: [],
    readInputs(part: Part, classIndex, item, target, offset) {
      if (!names[classIndex] || item < 0 || item >= counts[part]) throw new RangeError('no such image');
      const key = `${part}/${classIndex}/${item}`;
      const pixels = known.get(key) ?? draw(key, classIndex);
      known.set(key, pixels);
      target.set(pixels, offset);
    },
    readTargets: () => undefined,
    groupOf: () => 0,
    close() {
      // Nothing is open.
    },
  };
}
