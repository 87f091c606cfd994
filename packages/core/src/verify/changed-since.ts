import type { Manifest } from '../manifest/schema.js';
import type { Verification } from './verification.js';

export type VerifiedRun = Verification['runs'][number];

/** What of a manifest is compared, and what names it. */
export type ManifestDigests = Pick<Manifest, 'id' | 'configId' | 'result' | 'digest' | 'stage' | 'replicate' | 'at'>;

/** A run that is no longer what was executed again. */
export interface ChangedRun {
  readonly verified: VerifiedRun;
  readonly manifest: ManifestDigests;
  /** What was changed: the results, or only how they were made; or the run itself, which has another id now. */
  readonly what: 'results' | 'circumstances' | 'run';
}

/** A verification held against the manifests at hand. */
export interface VerificationNow {
  /** Runs that are still what was executed again. */
  readonly same: readonly { readonly verified: VerifiedRun; readonly manifest: ManifestDigests }[];
  readonly changed: readonly ChangedRun[];
  /** Verified runs of which nothing is at hand. */
  readonly absent: readonly VerifiedRun[];
}

/** Ids do not depend on results: what a run was when it was executed again is seen in its digests. */
export function verificationNow({ runs }: Verification, manifests: readonly ManifestDigests[]): VerificationNow {
  const byId = new Map(manifests.map((manifest) => [manifest.id, manifest]));
  // A run whose circumstances were changed has another id, and still answers the same request.
  const byConfig = new Map(manifests.map((manifest) => [manifest.configId, manifest]));
  const same: VerificationNow['same'][number][] = [];
  const changed: ChangedRun[] = [];
  const absent: VerifiedRun[] = [];
  for (const verified of runs) {
    const manifest = byId.get(verified.runId) ?? byConfig.get(verified.configId);
    if (!manifest) absent.push(verified);
    else if (manifest.id !== verified.runId) changed.push({ verified, manifest, what: 'run' });
    else if (manifest.result !== verified.result) changed.push({ verified, manifest, what: 'results' });
    else if (manifest.digest !== verified.manifest) changed.push({ verified, manifest, what: 'circumstances' });
    else same.push({ verified, manifest });
  }
  return { same, changed, absent };
}

/** Whether the record says anything of these runs; one of other runs, as of another backend, does not. */
export const isAbout = ({ same, changed }: VerificationNow): boolean =>
  same.length > 0 || changed.some(({ what }) => what !== 'run');

/** What follows "changed since it was executed again: ". */
export const changeWords: Readonly<Record<ChangedRun['what'], string>> = {
  results: 'its results are others',
  circumstances: 'its results are the same, what else its manifest says is not',
  run: 'it is a run with another id',
};
