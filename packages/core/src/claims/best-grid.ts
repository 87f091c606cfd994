import type { CellTable } from './cell-table.js';
import type { BestTest, JudgeContext, Limits } from './context.js';
import type { GridEntry, GridRow, PlaceContrasts } from './contrast-grid.js';
import { pairedContrast } from './contrasts.js';
import { countedEvidence, evidenceOf, type TestPair } from './statistics/evidence.js';
import { holm } from './statistics/holm.js';
import { placesOf } from './places.js';
import { verdictOf } from './statistics/verdict.js';

/** The paired difference of every two of `among`, at each place. */
export function duels(test: BestTest, table: CellTable, context: JudgeContext): PlaceContrasts[] {
  return placesOf(test, context.sizes).map((place) => ({
    place,
    contrasts: pairsOf(test).map(([a, b]) => {
      const contrast = { name: `${place.name(a)} − ${place.name(b)}`, mean: [a], minus: [b] };
      return { name: contrast.name, paired: pairedContrast(table, contrast, place, context.replicates) };
    }),
  }));
}

/** Every two of `among`, in its order. */
export const pairsOf = ({ among }: BestTest) =>
  among.flatMap((a, index) => among.slice(index + 1).map((b) => [a, b] as const));

/** The champion of a side: its weakest lead over the other side, with p values corrected for the choice of champion. */
interface Champion extends TestPair {
  readonly name: string;
  readonly over: string;
}

/** @param rows As `duels` gives them: every pair of `among`, in its order. */
export function bestGrid(rows: readonly PlaceContrasts[], test: BestTest, limits: Limits): GridRow[] {
  const pairs = pairsOf(test);
  const others = test.among.filter((name) => !test.are.includes(name));
  const raw = rows.map(({ place, contrasts }) => {
    const evidence = contrasts.map(({ paired }) =>
      countedEvidence(evidenceOf(paired.values, 1, limits), paired.missing),
    );
    const lead = (a: string, b: string): TestPair => {
      const index = pairs.findIndex(([first, second]) => first === a && second === b);
      if (index >= 0) return evidence[index]!.claimed;
      return evidence[pairs.findIndex(([first, second]) => first === b && second === a)]!.opposite;
    };
    const claimed = championOf(test.are, others, lead);
    const opposite = championOf(others, test.are, lead);
    const largest = (of: keyof TestPair) => Math.max(...evidence.map((one) => one.equivalence[of]));
    const equivalence = { t: largest('t'), signFlip: largest('signFlip') };
    const paired = signed(contrasts, pairs, claimed);
    return { place, claimed, opposite, equivalence, paired, missing: contrasts.flatMap((one) => one.paired.missing) };
  });
  const over = (of: (row: (typeof raw)[number]) => number) => holm(raw.map(of));
  const t = over((row) => row.claimed.t);
  const signFlip = over((row) => row.claimed.signFlip);
  const oppositeT = over((row) => row.opposite.t);
  const oppositeSignFlip = over((row) => row.opposite.signFlip);
  const alike = { t: over((row) => row.equivalence.t), signFlip: over((row) => row.equivalence.signFlip) };
  return raw.map(({ place, claimed, opposite, paired, missing, ...row }, i) => {
    const adjusted = {
      claimed: { t: t[i]!, signFlip: signFlip[i]! },
      opposite: { t: oppositeT[i]!, signFlip: oppositeSignFlip[i]! },
      equivalence: { t: alike.t[i]!, signFlip: alike.signFlip[i]! },
    };
    const verdict = verdictOf(adjusted, limits.alpha);
    const evidence = evidenceOf(paired.values, 1, limits);
    const entry: GridEntry = {
      name: `${place.name(claimed.name)} − ${place.name(claimed.over)}`,
      place,
      paired: { ...paired, missing },
      interval: evidence?.interval ?? null,
      raw: { claimed, opposite, equivalence: row.equivalence },
      adjusted,
      verdict,
    };
    return { place, entries: [entry], verdict };
  });
}

/** The one of `side` whose largest p over `against` is smallest, times the number it was chosen from. */
function championOf(
  side: readonly string[],
  against: readonly string[],
  lead: (a: string, b: string) => TestPair,
): Champion {
  const candidates = side.map((name): Champion => {
    const leads = against.map((over) => ({ over, ...lead(name, over) })).sort((a, b) => b.t - a.t);
    const signFlip = Math.max(...leads.map((one) => one.signFlip));
    return { name, over: leads[0]!.over, t: leads[0]!.t, signFlip };
  });
  const [best] = [...candidates].sort((a, b) => a.t - b.t);
  const corrected = (p: number) => Math.min(1, side.length * p);
  const signFlip = Math.min(...candidates.map((one) => one.signFlip));
  return { ...best!, t: corrected(best!.t), signFlip: corrected(signFlip) };
}

/** The champion minus the one that comes closest, whichever way round the pair is stored. */
function signed(
  contrasts: PlaceContrasts['contrasts'],
  pairs: readonly (readonly string[])[],
  { name, over }: Champion,
) {
  const index = pairs.findIndex((pair) => pair.includes(name) && pair.includes(over));
  const { paired } = contrasts[index]!;
  return pairs[index]![0] === name ? paired : { ...paired, values: paired.values.map((value) => -value) };
}
