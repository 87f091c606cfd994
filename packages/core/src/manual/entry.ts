/** What a reader looks up of a field or of an option. */
export interface Entry {
  /** Where it is: "stages.NAME.learn.perClass". */
  readonly path: string;
  /** What is expected there, with its range: "a whole number from 1". */
  readonly type: string;
  readonly required: boolean;
  /** What counts where nothing is said; undefined for nothing. */
  readonly usual: unknown;
  /** What it means, with its unit. */
  readonly meaning: string;
  /** As it may be written there, in YAML. */
  readonly example: string;
}

/** Fields that belong together, in the order in which they are written. */
export interface Chapter {
  readonly title: string;
  readonly entries: readonly Entry[];
}
