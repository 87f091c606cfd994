import { logit } from 'simple-statistics';
import { z } from 'zod';
import { contrastAt, sidesOf } from '../sides/sides.js';
import type { ClaimReader } from '../model/reader.js';
import { placesOf } from '../../figures/cells.js';
import { minus, selector } from '../../spec/selector-schema.js';
import { fail, field } from '../../spec/value.js';
import { axisOf, coordinate, ownContrast, signOf, slopesOf } from '../judging/slopes.js';
import type { Claim, ClaimKind, MissingRun } from '../model/claim.js';
import type { Finding } from '../model/result.js';
import type { Values } from '../model/values.js';
import { countedEvidence, type Evidence, evidenceOf, noEvidence, type PValues } from '../statistics/evidence.js';
import { pageTest } from '../statistics/page.js';
import { smallestCorrectedP } from '../statistics/reach.js';
import { verdictOf } from '../statistics/verdict.js';
import { axisWords, stepWords } from '../words/axes.js';
import { differenceCautions } from '../words/cautions.js';
import { pWords } from '../words/numbers.js';
import { leftOut } from '../words/missing.js';
import { unevenWords } from '../words/uneven.js';
import { numberWords } from '../words/units.js';

/**
 * Within each replicate the least-squares slope along the axis, on its scale, of the metric or of a contrast of it; then
 * the mean slope over replicates, a step (a doubling), with its t interval and the exact sign-flip test, which together
 * give the verdict. Page's L (secondary) and, of shares, the same slope in log-odds, where a ceiling compresses nothing,
 * are shown beside it and do not enter the verdict. A replicate counts if it has all places: slopes over different ones
 * are not comparable.
 */
export const trend: ClaimKind = {
  name: 'trend',
  summary: 'Along one numeric axis a metric, or a contrast of it, rises or falls.',
  schema: z.strictObject({
    direction: z.enum(['rising', 'falling'], { error: 'rising or falling' }),
    plus: selector.optional(),
    minus: minus.optional(),
  }),
  sides: (body) => sidesOf([body]),
  check: checkAxis,
  at: (body, reader) => ({ contrasts: [contrastAt(body, reader)], candidates: [] }),
  judge(claim, values) {
    const rows = slopesOf(claim, values);
    const evidence = evidenceOf(rows.slopes, signOf(claim), claim);
    const cautions = [...leftOut(rows.missing, values.factors), ...unevenWords(claim, [claim.places])];
    const axis = axisOf(claim);
    if (evidence === null) return { verdict: 'inconclusive', summary: `Nothing to judge ${rows.name} on.`, findings: [], cautions, missing: rows.missing }; // prettier-ignore
    const page = pageTest(rows.values.map((row) => row.map((value) => (signOf(claim) * value) / claim.margin)));
    const name = `slope of ${rows.name} on ${axisWords(axis)}`;
    const finding = findingOf(name, evidence, rows.missing, claim.alpha, { [page.exact ? "Page's L" : "Page's L, normal approximation"]: page.p }); // prettier-ignore
    const { difference, interval } = numberWords(claim);
    return {
      verdict: finding.verdict,
      findings: [finding, ...inLogOdds(claim, values, name, rows.slopes.length)],
      summary:
        `${stepWords(axis)} changes ${rows.name} by ${difference(evidence.interval.mean)} ` +
        `(${interval(evidence.interval)}; one-sided exact sign-flip ${pWords(evidence.claimed.signFlip)}).`,
      cautions: [...cautions, ...differenceCautions(claim, [finding])],
      missing: rows.missing,
    };
  },
  family: () => ({ size: 1, of: 'places' }),
  smallestP: (_, replicates) => smallestCorrectedP(replicates),
  quantities(claim, values) {
    const sign = signOf(claim);
    return {
      rows: slopesOf(claim, values).slopes.map((slope) => [slope]),
      atMargin: [sign * claim.margin],
      judge: ([slopes = []]) => verdictOf(evidenceOf(slopes, sign, claim) ?? noEvidence, claim.alpha),
    };
  },
  falseVerdicts: ['supported', 'contradicted'],
};

/** A trend is along one axis, at two places or more, all of them numbers that its scale has. */
function checkAxis({ scope, claim, experiment }: ClaimReader): void {
  const [axis, second] = scope.over;
  const written = field(claim, 'over') ?? claim;
  if (axis === undefined || second) throw fail('SB_CLAIM_AXIS', written, 'a trend is along one axis', 'say over: FACTOR, with one factor or variable'); // prettier-ignore
  const values = placesOf({ ...scope, over: [axis] }, experiment.factors).map((place) => place.get(axis) as string);
  const word = values.find((value) => !Number.isFinite(Number(value)));
  if (word !== undefined) throw fail('SB_CLAIM_AXIS', written, `a trend needs numbers, and ${axis.name} has the level "${word}"`, 'take a numeric factor, or a variable'); // prettier-ignore
  const outside = values.find((value) => !Number.isFinite(coordinate(axis, value)));
  if (outside !== undefined) throw fail('SB_CLAIM_AXIS', written, `${axis.name} has the level ${outside}, which a ${axis.scale} scale does not have`, 'leave it out with at, or take the linear scale'); // prettier-ignore
  if (values.length < 2) throw fail('SB_CLAIM_AXIS', written, `a trend needs at least two places, and ${axis.name} has ${values.length === 1 ? 'one' : 'none'}`, 'use contrasts for one'); // prettier-ignore
}

function findingOf(
  name: string,
  { interval, ...tests }: Evidence,
  missing: readonly MissingRun[],
  alpha: number,
  p: Readonly<Record<string, number>>,
  counted: (tests: PValues) => PValues = (all) => all,
): Finding {
  return {
    ...{ name, place: {}, where: '', interval },
    p: { t: tests.claimed.t, 'sign-flip': tests.claimed.signFlip, ...p },
    verdict: verdictOf(counted(countedEvidence(tests, missing)), alpha),
    ...(missing.length > 0 ? { incomplete: true } : {}),
  };
}

/** The slope in log-odds a step; nothing where a share of 0 or 100 has no log-odds. It has no margin. */
function inLogOdds(claim: Claim, values: Values, name: string, expected: number): Finding[] {
  // A difference of shares is none itself.
  if (claim.metric.component.unit !== '%') return [];
  const inside = (share: number | undefined) => (share !== undefined && share > 0 && share < 100 ? logit(share / 100) : undefined); // prettier-ignore
  const logits: Values = { ...values, at: (metric, point, replicate) => inside(values.at(metric, point, replicate)) };
  const rows = slopesOf(claim, logits, (at) => {
    const contrast = ownContrast(at);
    return typeof contrast.minus === 'number' ? { ...contrast, minus: inside(contrast.minus) ?? Number.NaN } : contrast;
  });
  if (rows.slopes.length < expected || rows.slopes.some(Number.isNaN)) return [];
  const evidence = evidenceOf(rows.slopes, signOf(claim), { alpha: claim.alpha, margin: 1 });
  if (evidence === null) return [];
  return [findingOf(`${name}, in log-odds`, evidence, rows.missing, claim.alpha, {}, (tests) => ({ ...tests, equivalence: noEvidence.equivalence }))]; // prettier-ignore
}
