import { type ExampleInputs, type NumericTarget, type Part, setParts } from './contract.js';

/** The class of all examples of a set without classes. */
export const rowsClass = 'rows';

/** What is known of a data set without reading an example: all that a plan is checked against. */
export interface DatasetFacts {
  readonly inputs: ExampleInputs;
  /** Names of the values of a row, for people, where the plugin gives them; never part of the identity of a set. */
  readonly columns?: readonly string[];
  /** Class names in the set's own fixed order; `rows` alone where examples have no class. */
  readonly classes: readonly string[];
  /** What is to be predicted: the class, nothing, or these numbers. */
  readonly targets: 'class' | 'none' | readonly NumericTarget[];
  /** Whether examples belong to groups, which stay together where a part is drawn. */
  readonly grouped: boolean;
  /** Examples a class, by part; `counts.train[c]` belongs to `classes[c]`. */
  readonly counts: Readonly<Record<Part, readonly number[]>>;
  /** See `fingerprintOf`: 64 hexadecimal characters. */
  readonly fingerprint: string;
  /** What was unusual: damaged entries left out, for example. Plain sentences for people. */
  readonly notes: readonly string[];
}

/** A data set that is open: an index that depends on no order of files and on no locale, and examples on demand. */
export interface Dataset extends DatasetFacts {
  /**
   * Copies inputs to `target` at `offset`: of one example, or of `count` that follow each other in a class.
   * @param target of the set's type.
   * @throws RangeError for a class or item that is not there; SeedbedError SB_DATA_DAMAGED.
   */
  readInputs(part: Part, classIndex: number, item: number, target: Uint8Array | Float32Array, offset: number, count?: number): void; // prettier-ignore
  /** Copies the numbers to be predicted of one example to `target` at `offset`; nothing where there are none. */
  readTargets(part: Part, classIndex: number, item: number, target: Float32Array, offset: number): void;
  /** Number of an example's group; 0 where there are no groups. */
  groupOf(part: Part, classIndex: number, item: number): number;
  close(): void;
}

/** Whether a data set has examples of a part of its own. */
export const hasPart = ({ counts }: Pick<DatasetFacts, 'counts'>, part: Part): boolean =>
  counts[part].some((count) => count > 0);

/** Parts that have examples. */
export const partsOf = (facts: Pick<DatasetFacts, 'counts'>): Part[] => setParts.filter((part) => hasPart(facts, part));

/** How many examples a part of a set has. */
export const partSize = ({ counts }: Pick<DatasetFacts, 'counts'>, part: Part): number =>
  counts[part].reduce((sum, count) => sum + count, 0);

/** How many examples of a class lie in the parts before one: an example's number in its class is that and its item. */
export const examplesBefore = ({ counts }: Pick<DatasetFacts, 'counts'>, part: Part, classIndex: number): number =>
  setParts.slice(0, setParts.indexOf(part)).reduce((sum, before) => sum + (counts[before][classIndex] ?? 0), 0);
