import type { AxisSpec, ClaimSpec, ContrastSpec } from '../spec/claims-schema.js';
import { list } from './words.js';

/**
 * Where a claim is judged: a target size, or a point of another axis. An axis stands for a part of condition names:
 * at depth 3, "S{depth}T" is S3T.
 */
export interface Place {
  /** The coordinate that a trend's slope is taken on: log2 of the size, or the axis' own scale. */
  readonly at: number;
  /** Target size, or null where several sizes are averaged. */
  readonly images: number | null;
  /** Target sizes whose accuracies are averaged within a replicate, ascending. */
  readonly sizes: readonly number[];
  /** The point of another axis than the target size: "depth 3"; else null. */
  readonly point: string | null;
  /** The name of a condition here. */
  readonly name: (condition: string) => string;
}

type Test = ClaimSpec['test'];

export const ascending = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

/** The target sizes that a claim speaks of, ascending. */
export function sizesJudged(test: Test, sizes: readonly number[]): number[] {
  return ascending(sizes).filter(
    (size) => size < (test.below ?? Infinity) && (test.sizes === undefined || test.sizes.includes(size)),
  );
}

/**
 * The places of a claim, the family over which its p values are corrected. Along the target size: every size in scope.
 * Along another axis: every point at every size in scope; a trend takes each point once, averaged over these sizes.
 */
export function placesOf(test: Test, sizes: readonly number[]): Place[] {
  const scope = sizesJudged(test, sizes);
  const { over } = test;
  if (over === undefined) {
    const same = (condition: string) => condition;
    return scope.map((images) => ({ at: Math.log2(images), images, sizes: [images], point: null, name: same }));
  }
  const groups = test.kind === 'trend' ? (scope.length > 0 ? [scope] : []) : scope.map((images) => [images]);
  return ascending(over.values).flatMap((value) =>
    groups.map((group) => ({
      at: over.scale === 'log2' ? Math.log2(value) : value,
      images: group.length === 1 ? group[0]! : null,
      sizes: group,
      point: `${over.name} ${value}`,
      name: (condition: string) => fill(condition, over, value),
    })),
  );
}

/** A condition's name with the axis' value in it. */
export function fill(condition: string, { name }: AxisSpec, value: number): string {
  return condition.replaceAll(`{${name}}`, String(value));
}

export function contrastAt(contrast: ContrastSpec, place: Place): ContrastSpec {
  return { ...contrast, mean: contrast.mean.map(place.name), minus: contrast.minus.map(place.name) };
}

/** "25", "depth 3 at 25", "depth 3": what follows "at" in a sentence. */
export function placeWords({ point, images }: Pick<Place, 'point' | 'images'>): string {
  if (point === null) return String(images);
  return images === null ? point : `${point} with ${images} images`;
}

/** "50 and 100 images a class", "depth 1 with 25 images and depth 2 with 25 images"; `unit` at the first mention. */
export function placesWords(places: readonly Pick<Place, 'point' | 'images'>[], unit = true): string {
  const words = list(places.map(placeWords));
  return unit && places.every(({ point }) => point === null) ? `${words} images a class` : words;
}

/** "3 sizes", "5 places". */
export const familyWords = (places: readonly Pick<Place, 'point'>[]) =>
  `${places.length} ${places.some(({ point }) => point !== null) ? 'places' : 'sizes'}`;
