import type { Manifest } from '../manifest/schema.js';

/** The code that would compute a run now. */
export interface PresentCode {
  /** Digest of the sources that decide a backend's numbers. */
  readonly engine: (backend: string) => string;
  readonly numerics: number;
}

/** What `seedbed verify` found out about stored runs. */
export interface VerifiedRuns {
  /** Digest of the sources that verified them. */
  readonly engine: string | null;
  /** `result`: digest of what was compared. */
  readonly runs: readonly { readonly runId: string; readonly result: string; readonly equal: boolean }[];
}

export interface Staleness {
  /** Runs whose id promises that they would come out the same now, made by other sources and not tried with these. */
  readonly untried: readonly Manifest[];
  /** How many others were made by other sources and came out equal with these. */
  readonly equal: number;
  /** Runs made by other sources that came out otherwise with these: the numerics version should have been raised. */
  readonly differing: readonly Manifest[];
}

/**
 * Which stored runs may be stale answers. A run of another numerics version has another id, so it never stands for a
 * present one. A manifest that does not say which sources made it counts as made by others.
 */
export function stalenessOf(
  manifests: readonly Manifest[],
  present: PresentCode,
  verified: readonly VerifiedRuns[] = [],
): Staleness {
  const engines = new Map([...new Set(manifests.map(({ backend }) => backend.name))].map((name) => [name, present.engine(name)])); // prettier-ignore
  const others = manifests.filter(
    ({ numerics, code, backend }) => numerics === present.numerics && code.engine !== engines.get(backend.name),
  );
  const key = ({ runId, result }: VerifiedRuns['runs'][number]) => `${runId} ${result}`;
  const tried = new Map(
    verified
      .filter(({ engine }) => engine !== null && [...engines.values()].includes(engine))
      .flatMap(({ runs }) => runs.map((run) => [key(run), run.equal] as const)),
  );
  // A run whose results were changed since is not the one that was tried.
  const triedAs = ({ id, result }: Manifest) => tried.get(`${id} ${result}`);
  return {
    untried: others.filter((run) => triedAs(run) === undefined),
    equal: others.filter((run) => triedAs(run) === true).length,
    differing: others.filter((run) => triedAs(run) === false),
  };
}
