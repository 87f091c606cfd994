/** What computes a component. Its options, and what a plan must know of it, are declared in core. */
export interface Code {
  readonly name: string;
  readonly version: number;
}

/** A component of a run: what computes it, and all of its options. */
export interface Used<C> {
  readonly code: C;
  readonly options: unknown;
}
