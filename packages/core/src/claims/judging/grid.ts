import type { Place } from '../../figures/cells.js';
import type { Claim, Judgement, Quantities } from '../model/claim.js';
import type { Finding } from '../model/result.js';
import type { Values } from '../model/values.js';
import type { PValues } from '../statistics/evidence.js';
import type { Interval } from '../statistics/t-interval.js';
import { unanimous, type Verdict } from '../statistics/verdict.js';
import { list } from '../../words.js';
import { leftOut } from '../words/missing.js';
import { atWords, placeValues, placeWords } from '../words/places.js';
import { unevenWords } from '../words/uneven.js';
import { completeRows, paired, type Paired } from './paired.js';

/** A contrast with its values, before anything is judged. */
export interface NamedPairs {
  readonly name: string;
  readonly paired: Paired;
}

/** A place with its contrasts. */
export interface PlaceRow {
  readonly place: Place;
  readonly contrasts: readonly NamedPairs[];
}

/** One contrast at one place: its evidence, raw and adjusted, and its verdict. */
export interface GridEntry extends NamedPairs {
  readonly place: Place;
  /** Null where no replicate is complete. */
  readonly interval: Interval | null;
  readonly raw: PValues;
  readonly adjusted: PValues;
  readonly verdict: Verdict;
}

/** A place with its contrasts and what they say together. */
export interface GridRow {
  readonly place: Place;
  readonly entries: readonly GridEntry[];
  readonly verdict: Verdict;
}

/** Every contrast of a claim at each of its places. */
export const contrastsByPlace = ({ places, metric }: Claim, values: Values): PlaceRow[] =>
  places.map(({ place, contrasts }) => ({
    place,
    contrasts: contrasts.map((contrast) => ({ name: contrast.name, paired: paired(contrast, metric, values) })),
  }));

/** What all kinds that judge place by place have in common. */
export function gridJudgement(
  claim: Claim,
  grid: readonly GridRow[],
  { factors }: Values,
  findingOf: (entry: GridEntry & { interval: Interval }) => Pick<Finding, 'p'>,
): Pick<Judgement, 'verdict' | 'findings' | 'cautions' | 'missing'> {
  const entries = grid.flatMap((row) => row.entries);
  const missing = entries.flatMap(({ paired: { missing: runs } }) => runs);
  const findings = entries.filter(hasData).map((entry): Finding => ({
    name: entry.name,
    place: placeValues(entry.place),
    where: placeWords(entry.place),
    interval: entry.interval,
    ...findingOf(entry),
    verdict: entry.verdict,
    ...(entry.paired.missing.length > 0 ? { incomplete: true } : {}),
  }));
  const empty = entries.filter((entry) => !hasData(entry)).map(({ name, place }) => `${name}${atWords(placeWords(place))}`); // prettier-ignore
  const nowhere = empty.length > 0 ? [`No replicate has all runs of ${list(empty)}.`] : [];
  const cautions = [
    ...leftOut(missing, factors),
    ...nowhere,
    ...unevenWords(
      claim,
      claim.places.map((at) => [at]),
    ),
  ];
  const verdict = unanimous(grid.map((row) => row.verdict));
  return { verdict, findings, cautions, missing };
}

export const hasData = (entry: GridEntry): entry is GridEntry & { interval: Interval } => entry.interval !== null;

/** The p values that are shown where the claimed side is what counts. */
export const claimedP = ({ raw, adjusted }: GridEntry): Pick<Finding, 'p'> => ({
  p: {
    t: raw.claimed.t,
    'sign-flip': raw.claimed.signFlip,
    't, Holm': adjusted.claimed.t,
    'sign-flip, Holm': adjusted.claimed.signFlip,
  },
});

/** Quantities of a kind that judges place by place: a column a contrast, places one after the other. */
export function gridQuantities(
  rows: readonly PlaceRow[],
  atMargin: readonly number[],
  judge: (rows: readonly PlaceRow[]) => readonly GridRow[],
): Quantities {
  const columns = rows.flatMap(({ contrasts }) => contrasts);
  return {
    rows: completeRows(columns.map((column) => column.paired)),
    atMargin,
    judge: (values) => unanimous(judge(withValues(rows, values)).map(({ verdict }) => verdict)),
  };
}

/** The same places with other values, all replicates complete. */
function withValues(rows: readonly PlaceRow[], columns: readonly (readonly number[])[]): PlaceRow[] {
  let next = 0;
  return rows.map(({ place, contrasts }) => ({
    place,
    contrasts: contrasts.map(({ name }) => {
      const values = columns[next++] as readonly number[];
      return { name, paired: { values, replicates: values.map((_, replicate) => replicate), missing: [] } };
    }),
  }));
}
