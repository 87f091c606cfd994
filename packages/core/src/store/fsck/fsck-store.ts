import { join } from 'node:path';
import { linkTarget, isAbsent } from '../../fs/system-errors.js';
import { readLastRun } from '../last-run.js';
import { storedFiles } from '../layout.js';
import { namedIn } from '../named-in.js';
import { verificationsIn } from '../verification.js';
import { checkCheckpoint, fileDigest } from './checkpoint-file.js';
import * as found from './finding.js';
import { Links } from './links.js';
import { MeasuredFiles } from './predictions-file.js';
import { checkManifestFile, type FsckReport, type Progress } from './report.js';
import { checkVerified, digestsOf, type LookedAt } from './verified.js';

const placeOf = (runId: string) => `runs/${runId.slice(0, 2)}/${runId}.json`;

/**
 * Checks every file of a store, one after the other: time grows with their number, memory only by their names.
 * @throws SeedbedError SB_STORE_NOT_FOUND.
 */
export async function fsckStore(folder: string, onProgress: Progress = () => {}): Promise<FsckReport> {
  const files = storedFiles(folder);
  const { manifest: manifests, weights, predictions, checkpoint: checkpoints } = files;
  const findings = [
    ...files.misplaced.map(({ path }) => found.misplacedFile(path)),
    ...files.temporary.map(({ path }) => found.halfWritten(path)),
    ...files['last-run'].filter(({ path }) => !readLastRun(join(folder, path))).map(({ path }) => found.unreadableLastRun(path)), // prettier-ignore
    ...files.foreign.map(({ path }) => found.foreign(path)),
    ...files.dangling.map(({ path }) => found.dangling(path, linkTarget(join(folder, path)) ?? 'nothing')),
  ];
  const total = manifests.length + weights.length + predictions.length + checkpoints.length;
  let done = 0;
  const advance = () => onProgress(++done, total);

  /** Looks at a file that may have gone since it was listed (a checkpoint of an ended run), or that cannot be read. */
  const looking = async (path: string, look: () => Promise<void>) => {
    try {
      await look();
    } catch (cause) {
      if (!isAbsent(cause)) findings.push(found.unreadable(path, cause));
    }
  };

  const links = new Links();
  const unnamed = new Set([...weights, ...predictions].map(({ name }) => name));
  const measured = new MeasuredFiles(predictions.map(({ name }) => name));
  const damaged = new Set<string>();
  const whole: LookedAt[] = [];
  for (const { path, name } of manifests) {
    const { manifest, findings: own } = await checkManifestFile(join(folder, path), path, found.manifestRemedies.store);
    findings.push(...own);
    if (manifest && manifest.id !== name)
      findings.push(found.damaged(path, `it is the manifest of run ${manifest.id}`, found.manifestRemedies.store));
    if (manifest) {
      links.add(manifest, path);
      whole.push(digestsOf(manifest, path));
      measured.add(manifest, path);
      for (const digest of namedIn(manifest)) unnamed.delete(digest);
    } else damaged.add(name);
    advance();
  }
  findings.push(...links.findings((runId) => damaged.has(runId), placeOf));

  const there = new Set(weights.map(({ name }) => name));
  const without = new Set<string>();
  for (const { runId, digest } of links.weights()) {
    if (there.has(digest)) continue;
    without.add(runId);
    findings.push(found.missingWeights(`weights/${digest}.f32`, runId));
  }
  for (const { path, name } of weights) {
    await looking(path, async () => {
      if ((await fileDigest(join(folder, path))) !== name) findings.push(found.damagedWeights(path));
      else if (unnamed.has(name)) findings.push(found.orphan(path, 'weights'));
    });
    advance();
  }
  for (const { path, name } of predictions) {
    await looking(path, async () => {
      const wrong = await measured.check(join(folder, path), name);
      if (wrong !== null) findings.push(found.damagedPredictions(path, wrong));
      else if (unnamed.has(name)) findings.push(found.orphan(path, 'predictions'));
    });
    advance();
  }
  const stored = new Set(manifests.map(({ name }) => name).filter((id) => !damaged.has(id) && !without.has(id)));
  for (const { path, name } of checkpoints) {
    await looking(path, async () => {
      const wrong = await checkCheckpoint(join(folder, path), name);
      if (wrong !== null) findings.push(found.damagedCheckpoint(path, wrong));
      else if (stored.has(name)) findings.push(found.leftoverCheckpoint(path));
    });
    advance();
  }
  // A store may hold a cell's runs of several backends, under the names of other specs' conditions.
  for (const path of verificationsIn(folder))
    findings.push(...checkVerified(join(folder, path), path, whole, ['results']));
  return {
    manifests: manifests.length,
    weights: weights.length,
    predictions: predictions.length,
    checkpoints: checkpoints.length,
    findings,
  };
}
