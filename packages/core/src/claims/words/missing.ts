import type { Factor } from '../../spec/factors.js';
import { pointText } from '../../spec/grid.js';
import type { Claim, MissingRun } from '../model/claim.js';
import type { Verdict } from '../statistics/verdict.js';
import { count, list } from '../../words.js';

const mostReplicates = 6;
const mostRuns = 3;

/** What is said first where runs are missing. A verdict that there is nevertheless needs none of them. */
export function incompleteWords({ metric }: Claim, missing: readonly MissingRun[], verdict: Verdict): string[] {
  const runs = new Set(missing.map(({ run }) => run)).size;
  if (runs === 0) return [];
  const ways = waysOf(missing, runs === 1 ? ['is missing', 'has'] : ['are missing', 'have'], ` of ${metric.words}`);
  const what = `Incomplete: ${count(runs, 'run')} of this claim ${ways}`;
  return [verdict === 'inconclusive' ? `${what}, so it is not decided.` : `${what}; the verdict needs none of them.`];
}

/** "are missing", "have no value", or both: which of these the runs do. */
function waysOf(missing: readonly MissingRun[], [areMissing, have]: readonly [string, string], of = ''): string {
  const noValue = `${have} no value${of}`;
  const stored = missing.filter((run) => run.stored).length;
  return stored === 0 ? areMissing : stored === missing.length ? noValue : `${areMissing} or ${noValue}`;
}

/** Names the replicates that were left out, and for want of which runs. */
export function leftOut(missing: readonly MissingRun[], factors: readonly Factor[]): string[] {
  const replicates = [...new Set(missing.map(({ replicate }) => replicate))].sort((a, b) => a - b);
  if (replicates.length === 0) return [];
  const varied = new Set(factors.filter(({ levels }) => levels.length > 1).map(({ name }) => name));
  const each = replicates.slice(0, mostReplicates).map((replicate) => {
    const own = missing.filter((run) => run.replicate === replicate);
    const points = [...new Set(own.map(({ point }) => pointText(point, factors, varied)))].filter(
      (text) => text !== '',
    );
    const runs = points.length > mostRuns ? count(points.length, 'run') : points.join('; ');
    return runs === '' ? String(replicate) : `${replicate} (${runs})`;
  });
  const more = replicates.length > mostReplicates ? [`${replicates.length - mostReplicates} more`] : [];
  const [noun, verb] = replicates.length === 1 ? ['Replicate', 'is'] : ['Replicates', 'are'];
  return [
    `${noun} ${list([...each, ...more])} ${verb} left out, where a run ${waysOf(missing, ['is missing', 'has'])}.`,
  ];
}
