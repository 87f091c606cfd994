/** What no type of a field says. */
export interface About {
  /** As it may be written, in YAML. */
  readonly example: string;
  /** Where its type has no description. */
  readonly meaning?: string;
  /** What counts where nothing is said, if its type does not know it. */
  readonly usual?: unknown;
  /** That it must be said, if its type does not know it. */
  readonly required?: true;
}

/** By the path that the manual gives a field. */
export type AboutFields = Readonly<Record<string, About>>;
