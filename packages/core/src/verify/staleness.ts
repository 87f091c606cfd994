import { canonicalJson } from '../digest/canonical.js';
import { isProgram } from '../trainer/identity.js';
import type { Manifest } from '../manifest/schema.js';

/** The code that would compute a run now. */
export interface PresentCode {
  /** Digest of the sources that decide the numbers of such a run; null where they are not here. */
  readonly engine: (run: Pick<Manifest, 'backend' | 'trainer'>) => string | null;
  /** Of the engine. What version a program has, it says only when it is started. */
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

/** What has sources of its own. */
const makerOf = ({ backend, trainer }: Manifest): string => canonicalJson([backend.name, Object.keys(trainer?.files ?? {}).sort()]); // prettier-ignore

/**
 * Which stored runs may be stale answers. A run of another numerics version has another id, so it never stands for a
 * present one. A manifest that does not say which sources made it counts as made by others.
 */
export function stalenessOf(
  manifests: readonly Manifest[],
  present: PresentCode,
  verified: readonly VerifiedRuns[] = [],
): Staleness {
  const makers = new Map(manifests.map((run) => [makerOf(run), run]));
  const engines = new Map([...makers].map(([maker, run]) => [maker, present.engine(run)]));
  const others = manifests.filter(
    (run) =>
      (run.numerics === present.numerics || isProgram(run.backend)) && run.code.engine !== engines.get(makerOf(run)),
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
