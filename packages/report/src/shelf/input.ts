import type { Head } from '@seedbed/core';
import type { ReportInput } from '../input.js';

/** An experiment as the shelf shows it. */
export interface IndexEntry {
  readonly input: ReportInput;
  /** Address of its report, relative to the page. */
  readonly href: string;
}

/** A spec of which no run is recorded. */
export interface PlannedEntry extends Pick<Head, 'title' | 'question'> {
  /** Where it is, for people. */
  readonly path: string;
}

/** Everything that the page over all experiments is made of. */
export interface IndexInput {
  readonly entries: readonly IndexEntry[];
  readonly planned: readonly PlannedEntry[];
}
