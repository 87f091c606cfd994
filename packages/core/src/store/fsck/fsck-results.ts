import { basename } from 'node:path';
import type { PlannedRun } from '../../plan/planned-run.js';
import { type ResultLine, resultLines } from '../results.js';
import { verificationPath } from '../verification.js';
import { contradictionsIn } from './check-manifest.js';
import * as found from './finding.js';
import { Links } from './links.js';
import { RecordedPredictions } from './recorded-predictions.js';
import type { FsckReport, Progress } from './report.js';
import { checkVerified, digestsOf, type LookedAt } from './verified.js';

const remedy = found.manifestRemedies.results;

/** What a spec asks for: its runs, and config ids of those whose predictions are kept. */
export interface Asked {
  readonly runs: readonly PlannedRun[];
  readonly compared: ReadonlySet<string>;
}

const nothing: Asked = { runs: [], compared: new Set() };

/**
 * Checks a file of reference results, and the file of predictions beside it.
 * @param asked by the spec, to say what is missing; nothing where there is no spec.
 * @throws SeedbedError SB_RESULTS_NOT_FOUND.
 */
export function fsckResults(file: string, asked: Asked = nothing, onProgress: Progress = () => {}): FsckReport {
  const { runs: planned } = asked;
  const lines = resultLines(file);
  const name = basename(file);
  const findings: found.StoreFinding[] = [];
  const links = new Links();
  const recorded = new RecordedPredictions();
  const damaged: ResultLine[] = [];
  const whole: LookedAt[] = [];
  for (const [index, each] of lines.entries()) {
    const { manifest, line } = each;
    const path = `${name}:${line}`;
    if (typeof manifest === 'string') {
      damaged.push(each);
      findings.push(found.damaged(path, manifest, remedy));
    } else {
      links.add(manifest, path);
      recorded.add(manifest);
      const before = whole.at(-1);
      if (before && before.id >= manifest.id) findings.push(found.damaged(path, 'it is not in its place: lines are sorted by run id', 'record the experiment again')); // prettier-ignore
      whole.push(digestsOf(manifest, path));
      findings.push(...contradictionsIn(manifest).map((what) => found.damaged(path, what, remedy)));
    }
    onProgress(index + 1, lines.length);
  }
  // A damaged line cannot be trusted to say whose it is, but it can say whose it may be.
  const mayBe = (id: string) => damaged.some(({ text }) => text.includes(id));
  for (const finding of links.findings(mayBe, () => name))
    // Where there is a plan, it names what is missing.
    if (finding.kind !== 'missing' || planned.length === 0) findings.push(finding);
  const there = new Set(whole.map(({ configId }) => configId));
  const missing = planned.filter(({ configId }) => !there.has(configId) && !mayBe(configId));
  const labels = new Map(planned.filter(({ configId }) => asked.compared.has(configId)).map(({ configId, label }) => [configId, label])); // prettier-ignore
  const predictions = recorded.findings(file, labels);
  findings.push(
    ...predictions.findings,
    ...missing.map(({ label }) => found.missingRun(name, label)),
    ...checkVerified(verificationPath(file, ''), 'verification.json', whole, ['results', 'circumstances', 'run']),
  );
  return { manifests: lines.length, weights: 0, predictions: predictions.lines, checkpoints: 0, findings };
}
