/** What `seedbed verify` recorded: runs that were executed again, and how they compare. */
export interface Verification {
  readonly format: 'seedbed-verification/1';
  /** UTC, ISO 8601. */
  readonly verifiedAt: string;
  readonly backend: {
    readonly name: string;
    readonly library: string;
    readonly threads: number;
    readonly isa: string;
  };
  readonly cpu: { readonly model: string; readonly architecture: string; readonly features: readonly string[] };
  readonly node: string;
  /** Seed by which the sample was drawn, or null when every run was verified. */
  readonly seed: number | null;
  readonly runs: readonly {
    readonly runId: string;
    readonly cellId: string;
    /** The class by which it could be judged on that machine. */
    readonly judged: 'bitwise' | 'tolerance' | 'statistical';
    readonly equal: boolean;
    readonly differences: readonly string[];
  }[];
  readonly digest: string;
}
