import type { z } from 'zod';

/** Version of the plugin contract; a plugin that declares another one is refused when it registers. */
export const datasetContract = 2;

/** Parts that a set may have. `train` feeds training; a part that a set lacks has no examples. */
export const setParts = ['train', 'test', 'validation'] as const;
export type Part = (typeof setParts)[number];

/** What goes into a network of one example. */
export interface ExampleInputs {
  /** [height, width, channels] of an image, [columns] of a row of a table, or any other shape; each extent from 1. */
  readonly shape: readonly number[];
  /** Whole numbers from 0 to 255, or numbers in single precision. */
  readonly type: 'uint8' | 'float32';
}

/** A number that is to be predicted. */
export interface NumericTarget {
  readonly name: string;
  /** As reports show it: `mm`, `USD`. Default: none. */
  readonly unit?: string;
}

/** What a plugin says about itself. */
export interface DatasetAbout {
  readonly title: string;
  readonly licence: string;
  readonly citation: string;
  readonly homepage?: string;
  /** How a user gets the data, one or two sentences. */
  readonly obtain: string;
  /** How many bytes that is on the way, where it is known: of the archive, or of the package. */
  readonly download?: number;
}

export interface OpenContext {
  /** A folder of the plugin's own, shared by processes: for what it wants to remember. Examples are packed by Seedbed. */
  readonly cacheDir: string;
  /** File, folder or archive where the user keeps original data, if one was given (`--data`). */
  readonly dataDir?: string;
  /** Leave out examples that cannot be read instead of refusing them. */
  readonly skipDamaged?: boolean;
  /** How much is done of how much. `what` is a step before the examples themselves ("unpacking"). */
  readonly onProgress?: (done: number, total: number, what?: string) => void;
}

/** One example as a plugin gives it. */
export interface GivenExample {
  readonly part: Part;
  /** Number of its class, from 0, where examples have one. */
  readonly class?: number;
  /** A number for each target, where there are numbers to be predicted. */
  readonly targets?: ArrayLike<number>;
  /** Examples of one group are never on both sides of a split: rows of one patient. From 0; only of a set with groups. */
  readonly group?: number;
  /** Its inputs, row by row, the last axis fastest: a Uint8Array or numbers in single precision, as `inputs.type` says. */
  readonly values: Uint8Array | Float32Array;
}

/** What original data hold. */
export interface Content {
  readonly inputs: ExampleInputs;
  /**
   * Of rows: a name for each of their values, as `age` or `color=red`. People are shown them; they are not in the
   * fingerprint, and change no run. Two may be alike.
   */
  readonly columns?: readonly string[];
  /** Class names in the set's own fixed order, where each example has a class. */
  readonly classes?: readonly string[];
  /** Numbers to be predicted, where there are such instead. */
  readonly targets?: readonly NumericTarget[];
  /** Whether examples belong to groups that stay together. Default: false. */
  readonly grouped?: boolean;
  /**
   * Reads the original data and adds every example. Parts and classes may come in any order; within a class of a part,
   * and of all where there are no classes, the order of adding is the order of the set. Memory stays bounded if examples
   * are added as they are read.
   * @returns what was unusual, in plain sentences: damaged entries left out, for example.
   */
  examples(add: (example: GivenExample) => void): Promise<readonly string[]>;
}

/** Original data as a plugin found them. */
export interface Source {
  /**
   * Which edition of the data this is, as a digest of what is read, or a package with its version: two sources of one
   * plugin, version, options and origin hold the same. Never a path, nor a time.
   */
  readonly origin: string;
  /** What is there; asked for only where it was not packed before. */
  content(): Promise<Content>;
  /** Called in the end, also after an error. */
  close?(): void | Promise<void>;
}

/** A data set plugin: the default export of its package. */
export interface DatasetPlugin {
  readonly contract: typeof datasetContract;
  /** Short name, as specs use it. */
  readonly name: string;
  /** Changes whenever the same original data would give other examples or another order. */
  readonly version: string;
  readonly about: DatasetAbout;
  /** Validates `options` of a set in a spec. */
  readonly options: z.ZodType;
  /**
   * Finds the original data and says which edition they are.
   * @param options as the schema above returned them.
   * @throws SeedbedError with what is missing and how to obtain it.
   */
  open(options: unknown, context: OpenContext): Promise<Source>;
}

/** Types a plugin's default export and keeps the contract version in one place. */
export function defineDataset(plugin: Omit<DatasetPlugin, 'contract'>): DatasetPlugin {
  return { contract: datasetContract, ...plugin };
}
