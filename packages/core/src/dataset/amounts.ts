import type { Amount } from '../plan/run-config.js';

/** An amount, or none of it for all that are left. */
export type AmountAsked = { readonly [Key in keyof Amount]?: Amount[Key] | undefined };

/** How many examples of each class are taken, and what is missing where there are too few. */
export interface Taken {
  readonly counts: readonly number[];
  /** The class, by number, that has too few, or null where all classes together have. */
  readonly missing?: { readonly label: number | null; readonly asked: number; readonly left: number };
}

/**
 * How many examples an amount takes of each class. `perClass` takes so many of each; `examples` and `share` as many of
 * each as keeps the proportions, and what a smaller number takes is among what a larger one takes.
 * @param left examples that are left in each class, by label.
 */
export function takenOf({ perClass, examples, share }: AmountAsked, left: readonly number[]): Taken {
  if (typeof perClass === 'object') return { counts: left.map((count) => Math.min(count, perClass.atMost)) };
  if (perClass !== undefined) return eachOf(perClass, left);
  const all = left.reduce((sum, count) => sum + count, 0);
  const asked = examples ?? (share === undefined ? all : Math.floor(share * all + 0.5));
  if (asked > all) return { counts: left, missing: { label: null, asked, left: all } };
  return { counts: asked === all ? left : proportional(asked, left) };
}

function eachOf(asked: number, left: readonly number[]): Taken {
  const label = left.findIndex((count) => count < asked);
  const counts = left.map((count) => Math.min(count, asked));
  return label < 0 ? { counts } : { counts, missing: { label, asked, left: left[label] as number } };
}

/** The first `asked` in the order of (k + 1/2) / m for the k-th, from 0, of m in its class; ties by class. */
function proportional(asked: number, left: readonly number[]): number[] {
  const places = left.flatMap((count, label) => Array.from({ length: count }, (_, k) => ({ label, twice: 2 * k + 1, count }))); // prettier-ignore
  places.sort((a, b) => a.twice * b.count - b.twice * a.count || a.label - b.label);
  const counts = left.map(() => 0);
  for (const { label } of places.slice(0, asked)) counts[label] = (counts[label] as number) + 1;
  return counts;
}
