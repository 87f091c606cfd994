import { cautionsOf, leftOut, reachCautions, spreadCautions, unknownConditions } from './cautions.js';
import type { JudgeContext, Limits } from './context.js';
import type { GridEntry, GridRow } from './contrast-grid.js';
import type { ClaimSpec, ContrastSpec } from '../spec/claims-schema.js';
import type { Finding } from './observations.js';
import { familyWords, placesOf, placesWords, placeWords } from './places.js';
import { count, list } from './words.js';

/** "Supported at 50 and 100 images a class, inconclusive at 200 (3 contrasts, Holm's correction over 3 sizes)." */
export function placesByVerdict(grid: readonly GridRow[], contrasts: number): string[] {
  const parts = (['supported', 'contradicted', 'equivalent', 'inconclusive'] as const).flatMap((verdict) => {
    const where = grid.filter((row) => row.verdict === verdict).map((row) => row.place);
    return where.length === 0 ? [] : [{ verdict, where }];
  });
  if (parts.length === 0) return [];
  const words = parts.map(({ verdict, where }, index) => `${verdict} at ${placesWords(where, index === 0)}`).join(', ');
  const holm = grid.length > 1 ? `, Holm's correction over ${familyWords(grid.map(({ place }) => place))}` : '';
  return [`${words[0]!.toUpperCase()}${words.slice(1)} (${count(contrasts, 'contrast')}${holm}).`];
}

/** What every kind of claim with contrasts has to warn of. */
export function cautionsOnGrid(
  grid: readonly GridRow[],
  findings: readonly Finding[],
  limits: Limits,
  context: JudgeContext,
  test: ClaimSpec['test'] & { readonly contrasts: readonly ContrastSpec[] },
  others: readonly string[] = [],
): string[] {
  const entries = grid.flatMap((row) => row.entries);
  const named = [...test.contrasts.flatMap(({ mean, minus }) => [...mean, ...minus]), ...others];
  return [
    ...unknownConditions(namesIn(named, test, context), context),
    ...(grid.length > 0 ? [] : [noPlace(test)]),
    ...leftOut(entries.flatMap((entry) => entry.paired.missing)),
    ...noDataAt(entries),
    ...(findings.length === 0
      ? []
      : // That a difference is there says nothing against its lying inside the margin.
        test.kind === 'equivalence'
        ? [...reachCautions(findings, limits, grid.length, along(grid)), ...spreadCautions(findings)]
        : cautionsOf(findings, limits, grid.length, along(grid))),
  ];
}

/** Whether the places are points of another axis than the target size. */
const along = (grid: readonly GridRow[]) => grid.some(({ place }) => place.point !== null);

/** Names of conditions as they stand at each place. */
export function namesIn(names: readonly string[], test: ClaimSpec['test'], context: JudgeContext): string[] {
  const places = placesOf(test, context.sizes);
  return places.length === 0 ? [] : [...new Set(places.flatMap((place) => names.map(place.name)))];
}

export const noPlace = ({ below }: ClaimSpec['test']) =>
  `The experiment has no target size${below === undefined ? '' : ` below ${below}`}.`;

export function noDataAt(entries: readonly GridEntry[]): string[] {
  const empty = entries.filter((entry) => entry.interval === null);
  return empty.length === 0
    ? []
    : [`No replicate has all cells of ${list(empty.map(({ name, place }) => `${name} at ${placeWords(place)}`))}.`];
}
