import type { Measured } from '../spec/parts.js';
import type { LearnConfig } from '../plan/run-config.js';
import type { Part } from './contract.js';

/** One example with its label: `classIndex` in the data set, `label` in the network's output. */
export interface Example {
  readonly classIndex: number;
  readonly item: number;
  readonly label: number;
}

/** What a run learns from and is measured on. */
export interface Drawn {
  /** Names of the classes told apart; their position is the label. */
  readonly classes: readonly string[];
  readonly train: readonly Example[];
  readonly validation: readonly Example[];
  readonly test: readonly Example[];
}

/** The part of the set from which a part of the run is taken: training examples, but for parts that are the set's own. */
export const partOf = ({ data }: LearnConfig, part: Measured): Part =>
  part !== 'train' && data[part] === undefined ? part : 'train';
