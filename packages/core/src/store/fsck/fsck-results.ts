import { join } from 'node:path';
import type { PlannedRun } from '../../plan/plan.js';
import { resultFileName, resultFiles, resultNameStart } from '../results.js';
import * as found from './finding.js';
import { Links } from './links.js';
import { verificationPath } from '../verification.js';
import { checkManifestFile, type FsckReport, type Progress } from './report.js';
import { checkVerified, digestsOf, type LookedAt } from './verified.js';

/**
 * Checks a folder of recorded manifests.
 * @param planned the runs that its spec asks for, to tell which are missing; empty where there is no spec.
 * @throws SeedbedError SB_RESULTS_NOT_FOUND.
 */
export async function fsckResults(
  folder: string,
  planned: readonly PlannedRun[],
  onProgress: Progress = () => {},
): Promise<FsckReport> {
  const names = resultFiles(folder);
  const files = names.filter((name) => name.endsWith('.json'));
  const findings = names.filter((name) => name.endsWith('.tmp')).map(found.halfWritten);
  const links = new Links();
  const missing = new Map(planned.map((run) => [run.cellId, run]));
  const damaged: string[] = [];
  const whole: LookedAt[] = [];
  for (const [index, path] of files.entries()) {
    const remedy = found.manifestRemedies.results;
    const { manifest, findings: own } = await checkManifestFile(join(folder, path), path, remedy);
    findings.push(...own);
    if (manifest) {
      links.add(manifest, path);
      whole.push(digestsOf(manifest, path));
      missing.delete(manifest.cellId);
      const right = resultFileName(manifest);
      if (path !== right) findings.push(found.damaged(path, `its name should be ${right}`, 'give it that name'));
    } else damaged.push(path);
    onProgress(index + 1, files.length);
  }
  // A damaged file cannot say whose it is: its name must do.
  const lies = (runId: string) => damaged.some((path) => path.endsWith(`-${runId.slice(0, 8)}.json`));
  const place = (runId: string) => `r*-source-${runId.slice(0, 8)}.json`;
  for (const finding of links.findings(lies, place))
    // Where there is a plan, it names what is missing.
    if (finding.kind !== 'missing' || planned.length === 0) findings.push(finding);
  for (const run of missing.values()) {
    const start = `${resultNameStart(run)}-`;
    if (!damaged.some((path) => path.startsWith(start))) findings.push(found.missingRun(`${start}*.json`, run.label));
  }
  findings.push(
    ...checkVerified(verificationPath(folder, ''), '../verification.json', whole, ['results', 'circumstances', 'run']),
  );
  return { manifests: files.length, weights: 0, checkpoints: 0, findings };
}
