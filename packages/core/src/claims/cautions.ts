import type { JudgeContext, Limits } from './context.js';
import type { Cell } from './cell-table.js';
import type { Finding } from './observations.js';
import { ascending, placesWords, placeWords, type Place } from './places.js';
import { cannotReach, replicatesNeeded } from './reachable.js';
import { exactSignFlips } from './statistics/sign-flip.js';
import { count, list } from './words.js';

const shown = 6;

/** Names the replicates that were left out of a contrast, and for want of which cells. */
export function leftOut(missing: readonly Cell[]): string[] {
  const replicates = ascending(missing.map((cell) => cell.replicate));
  if (replicates.length === 0) return [];
  const each = replicates.slice(0, shown).map((replicate) => {
    const cells = [
      ...new Set(
        missing.filter((cell) => cell.replicate === replicate).map((cell) => `${cell.condition} at ${cell.images}`),
      ),
    ];
    return `${replicate} (${cells.length > 3 ? count(cells.length, 'cell') : list(cells)})`;
  });
  const more = replicates.length > shown ? [`${replicates.length - shown} more`] : [];
  const noun = replicates.length === 1 ? 'Replicate' : 'Replicates';
  const verb = replicates.length === 1 ? 'is' : 'are';
  return [`${noun} ${list([...each, ...more])} ${verb} left out where a cell is missing.`];
}

/** Names the conditions of a claim that the experiment does not have. */
export function unknownConditions(conditions: readonly string[], context: JudgeContext): string[] {
  const unknown = [...new Set(conditions)].filter((condition) => !context.conditions.includes(condition));
  return unknown.length === 0 ? [] : [`The experiment has no condition ${list(unknown, 'or')}.`];
}

const about = (chosen: readonly Finding[], text: string) =>
  chosen.length > 0 ? [`${list(chosen.map(labelOf))}: ${text}`] : [];

/** Where nothing can be said of the spread, whatever the test. */
export function spreadCautions(findings: readonly Finding[]): string[] {
  return [
    ...about(findings.filter(single), 'a single replicate has no interval.'),
    ...about(findings.filter(flat), 'all replicates give the same value, so that no interval can be estimated.'),
  ];
}

/** Where the replicates are too few for any verdict. The parameters are those of `cautionsOf`. */
export function reachCautions(findings: readonly Finding[], limits: Limits, family: number, places = false): string[] {
  const fewest = Math.min(...findings.map((finding) => finding.interval.n));
  return fewest < replicatesNeeded(limits.alpha, family) ? [cannotReach(fewest, limits.alpha, family, places)] : [];
}

/**
 * What a reader has to know before trusting a verdict.
 * @param family Sizes over which the p values were adjusted; 1 for none.
 * @param places Whether the family is one of places rather than of target sizes.
 */
export function cautionsOf(findings: readonly Finding[], limits: Limits, family: number, places = false): string[] {
  return [
    ...reachCautions(findings, limits, family, places),
    ...spreadCautions(findings),
    ...about(
      findings.filter((finding) => finding.verdict === 'inconclusive' && !finding.incomplete && beyondZero(finding)),
      `the unadjusted interval lies beyond 0, but the sign-flip test${family > 1 ? " or Holm's correction" : ''} ` +
        'does not bear it out, so the verdict stays inconclusive.',
    ),
    ...about(
      findings.filter((finding) => decided(finding) && insideMargin(finding, limits.margin)),
      `the difference is there, but the whole interval lies inside the margin of ${limits.margin}.`,
    ),
    ...about(
      findings.filter((finding) => finding.interval.n > exactSignFlips),
      `with more than ${exactSignFlips} replicates the sign-flip test draws its patterns from a fixed seed.`,
    ),
  ];
}

/** P(best) cannot be resampled from one replicate. */
export function noBest(places: readonly Pick<Place, 'images' | 'point'>[]): string[] {
  if (places.length === 0) return [];
  return [`At ${placesWords(places)} too few replicates have all of the conditions to say which is best.`];
}

const single = ({ interval }: Finding) => interval.n === 1;
const flat = ({ interval }: Finding) => interval.n > 1 && interval.low === interval.high;
const beyondZero = ({ interval }: Finding) => interval.low < interval.high && (interval.low > 0 || interval.high < 0);
const decided = ({ verdict }: Finding) => verdict === 'supported' || verdict === 'contradicted';
const insideMargin = ({ interval }: Finding, margin: number) => interval.low > -margin && interval.high < margin;
const labelOf = (finding: Finding) =>
  finding.images === null && finding.point === null ? finding.name : `${finding.name} at ${placeWords(finding)}`;
