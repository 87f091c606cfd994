import type { Claim } from '../model/claim.js';
import type { Candidate } from '../model/operands.js';
import type { Values } from '../model/values.js';
import { championOf, type Champion } from '../statistics/champion.js';
import { countedEvidence, evidenceOf, type TestPair } from '../statistics/evidence.js';
import { holm } from '../statistics/holm.js';
import { verdictOf } from '../statistics/verdict.js';
import type { GridRow, PlaceRow } from './grid.js';
import { paired } from './paired.js';

/** 1 where more of a claim's metric is better, -1 where less is. */
export const signOf = ({ metric }: Claim): 1 | -1 => (metric.component.better === 'lower' ? -1 : 1);

const claimedOf = (candidates: readonly Candidate[]) => candidates.flatMap(({ claimed }, index) => (claimed ? [index] : [])); // prettier-ignore
const othersOf = (candidates: readonly Candidate[]) => candidates.flatMap(({ claimed }, index) => (claimed ? [] : [index])); // prettier-ignore

/** Tests that are corrected together: each of those that may be champion, at each place. */
export const testsOf = ({ places }: Claim): number =>
  places.length * Math.max(...places.map(({ candidates }) => claimedOf(candidates).length));

/** Every two of them, in their order. */
export const pairsOf = (candidates: readonly unknown[]) =>
  candidates.flatMap((_, a) => candidates.slice(a + 1).map((__, index) => [a, a + 1 + index] as const));

/** The paired difference of every two candidates, at each place. */
export const duels = ({ places, metric }: Claim, values: Values): PlaceRow[] =>
  places.map(({ place, candidates }) => ({
    place,
    contrasts: pairsOf(candidates).map(([a, b]) => {
      const [plus, minus] = [candidates[a]!, candidates[b]!];
      return { name: `${plus.name} − ${minus.name}`, paired: paired({ plus: plus.points, minus: minus.points }, metric, values) }; // prettier-ignore
    }),
  }));

/** The first that is claimed leads everyone by the margin; the rest are alike. One value a pair. */
export function atMargin(candidates: readonly Candidate[], claim: Claim): number[] {
  const [first] = claimedOf(candidates);
  const lead = signOf(claim) * claim.margin;
  return pairsOf(candidates).map(([a, b]) => (a === first ? lead : b === first ? -lead : 0));
}

/** @param rows As `duels` gives them. */
export function bestGrid(rows: readonly PlaceRow[], claim: Claim): GridRow[] {
  const sign = signOf(claim);
  const raw = rows.map(({ place, contrasts }, at) => {
    const { candidates } = claim.places[at]!;
    const pairs = pairsOf(candidates);
    const evidence = contrasts.map(({ paired: { values, missing } }) => countedEvidence(evidenceOf(values, sign, claim), missing)); // prettier-ignore
    const lead = (a: number, b: number): TestPair => {
      const index = pairs.findIndex(([first, second]) => first === Math.min(a, b) && second === Math.max(a, b));
      return a < b ? evidence[index]!.claimed : evidence[index]!.opposite;
    };
    const [mine, theirs] = [claimedOf(candidates), othersOf(candidates)];
    const [claimed, opposite] = [championOf(mine, theirs, lead), championOf(theirs, mine, lead)];
    const largest = (of: keyof TestPair) => Math.max(...evidence.map(({ equivalence }) => equivalence[of]));
    const equivalence = { t: largest('t'), signFlip: largest('signFlip') };
    const missing = contrasts.flatMap((one) => one.paired.missing);
    const closest = { ...closestOf(contrasts, pairs, claimed), missing };
    const name = `${candidates[claimed.index]!.name} − ${candidates[claimed.over]!.name}`;
    return { place, name, paired: closest, raw: { claimed, opposite, equivalence } };
  });
  const corrected = (side: 'claimed' | 'opposite' | 'equivalence') => {
    const over = (test: keyof TestPair) => holm(raw.map((row) => row.raw[side][test]));
    return { t: over('t'), signFlip: over('signFlip') };
  };
  const sides = {
    claimed: corrected('claimed'),
    opposite: corrected('opposite'),
    equivalence: corrected('equivalence'),
  };
  return raw.map(({ place, ...entry }, at) => {
    const of = (side: keyof typeof sides) => ({ t: sides[side].t[at]!, signFlip: sides[side].signFlip[at]! });
    const adjusted = { claimed: of('claimed'), opposite: of('opposite'), equivalence: of('equivalence') };
    const verdict = verdictOf(adjusted, claim.alpha);
    const interval = evidenceOf(entry.paired.values, sign, claim)?.interval ?? null;
    return { place, entries: [{ ...entry, place, interval, adjusted, verdict }], verdict };
  });
}

/** The champion minus the one that comes closest, whichever way round the pair is stored. */
function closestOf(contrasts: PlaceRow['contrasts'], pairs: readonly (readonly number[])[], { index, over }: Champion) {
  const at = pairs.findIndex((pair) => pair.includes(index) && pair.includes(over));
  const { paired: pair } = contrasts[at]!;
  return pairs[at]![0] === index ? pair : { ...pair, values: pair.values.map((value) => -value) };
}
