import type { DataOverview, DatasetAbout, DatasetFacts, Plain, Split } from '@seedbed/core';

/** A data set as the page shows it. */
export interface ShownSet {
  /** As the spec or the command calls it. */
  readonly name: string;
  readonly plugin: string;
  readonly version: string;
  /** What was asked of the plugin, as the spec has it. */
  readonly options: Plain;
  readonly about: DatasetAbout;
  readonly facts: DatasetFacts;
  readonly overview: DataOverview;
  /** What each replicate of an experiment draws from it; none without an experiment. */
  readonly splits: readonly Split[];
}

/** Everything that a page about data is made of. */
export interface DataPageInput {
  /** The experiment whose sets these are. */
  readonly experiment?: { readonly name: string; readonly title: string };
  /** At least one. */
  readonly sets: readonly ShownSet[];
}

/** What every section is given: a set, and how its ids and titles begin where the page has several. */
export interface SetProps {
  readonly set: ShownSet;
  readonly prefix: { readonly id: string; readonly title: string };
}
