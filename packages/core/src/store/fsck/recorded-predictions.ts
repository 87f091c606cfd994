import type { Manifest } from '../../manifest/schema.js';
import { otherThanCounted } from '../../metrics/predicted.js';
import { predictionLines, predictionsFile, predictionsPath } from '../predictions.js';
import {
  damaged,
  manifestRemedies,
  missingPredictions,
  type StoreFinding,
  unreadable,
  unusedPredictions,
} from './finding.js';

/** What a manifest says of the predictions of its test part. */
interface Expected {
  readonly examples: number;
  readonly confusion: readonly (readonly number[])[] | undefined;
}

/** Compares the file of predictions beside a file of results with the manifests. Keeps a table of counts a run, not the manifests. */
export class RecordedPredictions {
  private readonly expected = new Map<string, Expected>();
  /** Of each run, by config id: runs may predict the same. */
  private readonly digests = new Map<string, string>();

  add({ configId, measured }: Manifest): void {
    const { predictions, examples = 0, confusion } = measured?.test ?? {};
    if (predictions === undefined) return;
    this.expected.set(predictions, { examples, confusion });
    this.digests.set(configId, predictions);
  }

  /**
   * @param results The file of results.
   * @param compared Runs of the spec, by config id their labels, whose predictions are to be there.
   */
  findings(results: string, compared: ReadonlyMap<string, string>): { lines: number; findings: StoreFinding[] } {
    const findings: StoreFinding[] = [];
    const there = new Set<string>();
    let before = '';
    const lines = linesOf(results, findings);
    let damagedText = '';
    for (const { line, text, content } of lines) {
      const path = `${predictionsFile}:${line}`;
      const add = (what: string) => findings.push(damaged(path, what, manifestRemedies.results));
      if (typeof content === 'string') {
        add(content);
        damagedText += text;
        continue;
      }
      const { predictions, predicted } = content;
      if (predictions <= before) add('it is not in its place: lines are sorted by the digest of the predictions');
      before = predictions;
      there.add(predictions);
      const expected = this.expected.get(predictions);
      if (!expected) findings.push(unusedPredictions(path));
      else if (predicted.length !== expected.examples)
        add(`it holds ${predicted.length} examples, but ${expected.examples} were measured`); // prettier-ignore
      else {
        const wrong = expected.confusion ? otherThanCounted(predicted, expected.confusion) : null;
        if (wrong !== null) add(wrong);
      }
    }
    for (const [configId, predictions] of this.digests) {
      const label = compared.get(configId);
      if (label !== undefined && !there.has(predictions) && !damagedText.includes(predictions))
        findings.push(missingPredictions(predictionsFile, label));
    }
    return { lines: lines.length, findings };
  }
}

function linesOf(results: string, findings: StoreFinding[]): ReturnType<typeof predictionLines> {
  try {
    return predictionLines(predictionsPath(results));
  } catch (cause) {
    findings.push(unreadable(predictionsFile, cause));
    return [];
  }
}
