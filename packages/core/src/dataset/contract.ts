import type { z } from 'zod';

/** Version of the plugin contract; a plugin that declares another one is refused when it registers. */
export const datasetContract = 1;

export interface ImageShape {
  /** Pixels. */
  readonly height: number;
  /** Pixels. */
  readonly width: number;
  /** 1 (grey) or 3 (red, green, blue). */
  readonly channels: number;
}

/** `train` feeds training and validation; `test` is looked at once, at the end of a run. */
export type Part = 'train' | 'test';

/** What a plugin says about itself. */
export interface DatasetAbout {
  readonly title: string;
  readonly licence: string;
  readonly citation: string;
  readonly homepage?: string;
  /** How a user gets the data, one or two sentences. */
  readonly obtain: string;
}

export interface OpenContext {
  /** Folder for packed files, the plugin's to write to; shared by processes. */
  readonly cacheDir: string;
  /** Folder or archive where the user keeps original data, if one was given (`--data`). */
  readonly dataDir?: string;
  /** Leave out images that cannot be decoded instead of refusing them; the counts and so the fingerprint show it. */
  readonly skipDamaged?: boolean;
  /** Only what identifies the set is wanted: nobody will read an image, so a packed set needs no look at its pixels. */
  readonly identityOnly?: boolean;
  /** Called while packing: how much is done of how much. `what` is a step before the images themselves ("unpacking"). */
  readonly onProgress?: (done: number, total: number, what?: string) => void;
}

/** An opened data set: an index that never depends on file-system order or locale, and pixels on demand. */
export interface Dataset {
  readonly image: ImageShape;
  /** Class names in the data set's own fixed order. */
  readonly classes: readonly string[];
  /** Images a class, by part; `counts.train[c]` belongs to `classes[c]`. */
  readonly counts: Readonly<Record<Part, readonly number[]>>;
  /** SHA-256 over shape, class names, counts and every pixel, 64 hexadecimal characters. */
  readonly fingerprint: string;
  /** What was odd: damaged entries left out, for example. Plain sentences for people. */
  readonly notes: readonly string[];
  /**
   * Copies one image, height x width x channels, 0 to 255, into `target` at `offset`.
   * @throws RangeError for a class or item that is not there.
   */
  readImage(part: Part, classIndex: number, item: number, target: Uint8Array, offset: number): void;
  close(): void;
}

/** A data set plugin: the default export of its package. */
export interface DatasetPlugin {
  readonly contract: typeof datasetContract;
  /** Short name, as specs use it. */
  readonly name: string;
  /** Changes whenever the same original data would give other pixels or another order. */
  readonly version: string;
  readonly about: DatasetAbout;
  /** Validates `dataset.options` of a spec. */
  readonly options: z.ZodType;
  /**
   * Opens the data, packing it into the cache the first time.
   * @throws SeedbedError with what is missing and how to obtain it.
   */
  open(options: unknown, context: OpenContext): Promise<Dataset>;
}

/** Types a plugin's default export and keeps the contract version in one place. */
export function defineDataset(plugin: Omit<DatasetPlugin, 'contract'>): DatasetPlugin {
  return { contract: datasetContract, ...plugin };
}
