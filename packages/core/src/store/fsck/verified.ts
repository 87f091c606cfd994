import { readFileSync } from 'node:fs';
import {
  type ChangedRun,
  changeWords,
  isAbout,
  type ManifestDigests,
  verificationNow,
} from '../../verify/changed-since.js';
import { parseVerification } from '../../verify/verification.js';
import { damaged, type StoreFinding, unreadable } from './finding.js';

/** A whole manifest that was looked at, and its file. */
export interface LookedAt extends ManifestDigests {
  readonly path: string;
}

export const digestsOf = (manifest: ManifestDigests, path: string): LookedAt => {
  const { id, configId, result, digest, stage, replicate, at } = manifest;
  return { id, configId, result, digest, stage, replicate, at, path };
};

const remedy =
  'restore it from version control, or execute it again: seedbed verify with --record; without verification.json nothing counts as verified';

const ofOthers = (path: string): StoreFinding => ({
  kind: 'foreign',
  path,
  what: 'the record of a verification that is about none of these runs',
  remedy: 'seedbed verify with --record makes one that is; nothing counts as verified until then',
});

/**
 * Holds manifests against the record of a verification: one that was changed and sealed again is found here.
 * @param shown the record's path, for findings.
 * @param counts which changes are damage.
 */
export function checkVerified(
  file: string,
  shown: string,
  manifests: readonly LookedAt[],
  counts: readonly ChangedRun['what'][],
): StoreFinding[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    return [unreadable(shown, error)];
  }
  let verification;
  try {
    verification = parseVerification(text, shown);
  } catch (error) {
    const { message, hint } = error as { message: string; hint?: string };
    return [damaged(shown, message.replace(`${shown}: `, ''), hint ?? 'delete it')];
  }
  const paths = new Map(manifests.map(({ id, path }) => [id, path]));
  const now = verificationNow(verification, manifests);
  if (!isAbout(now)) return [ofOthers(shown)];
  return now.changed
    .filter(({ what }) => counts.includes(what))
    .map(({ manifest, what }) =>
      damaged(paths.get(manifest.id) as string, `changed since it was executed again: ${changeWords[what]}`, remedy),
    );
}
