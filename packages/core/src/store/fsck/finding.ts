import { wayOut } from '../../fs/system-errors.js';

/** What a check of stored files can come upon; the first three are damage, or may hide it. */
export type StoreFindingKind =
  'damaged' | 'missing' | 'unreadable' | 'orphan' | 'half-written' | 'leftover' | 'foreign';

export interface StoreFinding {
  readonly kind: StoreFindingKind;
  /** The file, in the folder that was checked; for `missing` the place where it should be. */
  readonly path: string;
  readonly what: string;
  readonly remedy: string;
}

/** Whether something is lost or wrong; the other kinds only take room. */
export const isDamage = ({ kind }: StoreFinding): boolean => ['damaged', 'missing', 'unreadable'].includes(kind);

/** The way out for a damaged manifest: in a store it is trained again, recorded ones come back from version control. */
export const manifestRemedies = {
  store: 'delete it: seedbed run trains this run again',
  results: 'restore it from version control, or record the experiment again',
} as const;

const removable = 'seedbed gc removes it';

export const damaged = (path: string, what: string, remedy: string): StoreFinding => ({
  kind: 'damaged',
  path,
  what,
  remedy,
});

/** Nothing is known of its content: a permission, a disk. */
export const unreadable = (path: string, cause: unknown): StoreFinding => ({
  kind: 'unreadable',
  path,
  what: `it cannot be read, ${(cause as Error).message}`,
  remedy: wayOut(cause),
});

export const dangling = (path: string, target: string): StoreFinding => ({
  kind: 'missing',
  path,
  what: `what the link leads to, ${target}`,
  remedy: 'bring it back (is its disk mounted?), or correct the link',
});

export const damagedWeights = (path: string): StoreFinding =>
  damaged(path, 'its content does not have the digest in its name', 'delete it: the run is trained again when another one needs it'); // prettier-ignore

export const damagedPredictions = (path: string, what: string): StoreFinding =>
  damaged(path, what, 'delete it: seedbed run trains the run again where a metric compares it');

export const damagedCheckpoint = (path: string, what: string): StoreFinding =>
  damaged(path, what, 'nothing is lost: the run starts from its first step; delete the file');

export const misplacedFile = (path: string): StoreFinding =>
  damaged(path, 'there is a file where a folder belongs', 'move it away');

export const orphan = (path: string, what: 'weights' | 'predictions'): StoreFinding => ({
  kind: 'orphan',
  path,
  what: `no intact manifest names these ${what}`,
  remedy: `${removable} once all manifests are intact`,
});

export const halfWritten = (path: string): StoreFinding => ({
  kind: 'half-written',
  path,
  what: 'a file that is being written, or that a killed process left behind',
  remedy: `${removable} when nobody has written to it for an hour`,
});

export const leftoverCheckpoint = (path: string): StoreFinding => ({
  kind: 'leftover',
  path,
  what: 'a checkpoint of a run that is stored already',
  remedy: removable,
});

export const unreadableLastRun = (path: string): StoreFinding => ({
  kind: 'leftover',
  path,
  what: 'a note on the last run that cannot be read, and that nothing depends on',
  remedy: 'delete it: the next run writes it again',
});

export const foreign = (path: string): StoreFinding => ({
  kind: 'foreign',
  path,
  what: 'no file of a store: Seedbed never reads it',
  remedy: 'move it away if you do not know it',
});

export const missingWeights = (path: string, runId: string): StoreFinding => ({
  kind: 'missing',
  path,
  what: `the weights of run ${runId}`,
  remedy: 'seedbed run trains it again as soon as a run needs them',
});

export const missingRun = (path: string, label: string): StoreFinding => ({
  kind: 'missing',
  path,
  what: `the manifest of ${label}, which the spec asks for`,
  remedy: manifestRemedies.results,
});

export const missingPredictions = (path: string, label: string): StoreFinding => ({
  kind: 'missing',
  path,
  what: `the predictions of ${label}, which a metric compares`,
  remedy: manifestRemedies.results,
});

export const unusedPredictions = (path: string): StoreFinding => ({
  kind: 'orphan',
  path,
  what: 'no intact manifest beside it names these predictions',
  remedy: 'record the experiment again',
});

export const missingUpstream = (path: string, whose: string): StoreFinding => ({
  kind: 'missing',
  path,
  what: `the upstream run of ${whose}`,
  remedy: 'seedbed run trains it again; or restore it from where it came',
});
