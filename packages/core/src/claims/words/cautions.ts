import type { Claim } from '../model/claim.js';
import type { Finding } from '../model/result.js';
import { replicatesNeeded } from '../statistics/reach.js';
import { exactSignFlips } from '../statistics/sign-flip.js';
import { list } from '../../words.js';
import { atWords } from './places.js';
import { cannotReach } from './reach.js';
import { numberWords } from './units.js';

const about = (chosen: readonly Finding[], text: string) =>
  chosen.length > 0 ? [`${list(chosen.map(({ name, where }) => `${name}${atWords(where)}`))}: ${text}`] : [];

/** Where the replicates are too few for any verdict, or nothing can be said of their spread. */
export function reachCautions(claim: Claim, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const fewest = Math.min(...findings.map(({ interval }) => interval.n));
  const needed = replicatesNeeded(claim.alpha, (more) => claim.kind.smallestP(claim, more));
  return [
    ...(fewest < needed ? [cannotReach(claim, fewest)] : []),
    ...about(findings.filter(single), 'a single replicate has no interval.'),
    ...about(findings.filter(flat), 'all replicates give the same value, so that no interval can be estimated.'),
  ];
}

/** The same, and what a reader has to know before trusting a verdict of a difference. */
export function differenceCautions(claim: Claim, findings: readonly Finding[]): string[] {
  const correction = claim.kind.family(claim).size > 1 ? " or Holm's correction" : '';
  const { margin } = numberWords(claim);
  return [
    ...reachCautions(claim, findings),
    ...about(
      findings.filter((finding) => finding.verdict === 'inconclusive' && !finding.incomplete && beyondZero(finding)),
      `the unadjusted interval lies beyond 0, but the sign-flip test${correction} does not bear it out, so the verdict stays inconclusive.`,
    ),
    ...about(
      findings.filter((finding) => decided(finding) && inside(finding, claim.margin)),
      `the difference is there, but the interval lies inside the margin of ${margin}.`,
    ),
    ...about(
      findings.filter(({ interval }) => interval.n > exactSignFlips),
      `with more than ${exactSignFlips} replicates the sign-flip test draws its patterns from a fixed seed.`,
    ),
  ];
}

const single = ({ interval }: Finding) => interval.n === 1;
const flat = ({ interval }: Finding) => interval.n > 1 && interval.low === interval.high;
const beyondZero = ({ interval }: Finding) => interval.low < interval.high && (interval.low > 0 || interval.high < 0);
const decided = ({ verdict }: Finding) => verdict === 'supported' || verdict === 'contradicted';
const inside = ({ interval }: Finding, margin: number) => interval.low > -margin && interval.high < margin;
