/** What Holm's procedure does to one p value of a family: `adjusted = max(floor, factor · p)`, at most 1. */
export interface HolmStep {
  /** Hypotheses not yet rejected when this one is looked at: m for the smallest p, 1 for the largest. */
  readonly factor: number;
  /** The adjusted p of the hypothesis before it: nothing passes that a smaller p did not. */
  readonly floor: number;
}

/**
 * Holm's step-down procedure (Holm 1979) over a family of p values, in the order given.
 * It controls the familywise error rate under any dependence, as sizes share classes and source networks.
 */
export function holmSteps(p: readonly number[]): HolmStep[] {
  const steps = new Array<HolmStep>(p.length);
  const order = p.map((_, index) => index).sort((a, b) => p[a]! - p[b]!);
  let floor = 0;
  order.forEach((index, rank) => {
    const step = { factor: p.length - rank, floor };
    steps[index] = step;
    floor = adjust(step, p[index]!);
  });
  return steps;
}

export function adjust(step: HolmStep, p: number): number {
  return Math.min(1, Math.max(step.floor, step.factor * p));
}

/** Adjusted p values, in the order given: compare each with alpha. */
export function holm(p: readonly number[]): number[] {
  return holmSteps(p).map((step, index) => adjust(step, p[index]!));
}

/**
 * A table of p values, one row a size and one column a contrast, adjusted for "all contrasts of this size": within a
 * row the intersection-union test takes the largest p (Berger 1982), Holm runs over the rows' largest, and each entry
 * is adjusted at its row's step. So a row's largest adjusted entry is the row's Holm-adjusted p, and a size passes
 * exactly where each of its contrasts does.
 */
export function holmOverRows(table: readonly (readonly number[])[]): number[][] {
  const steps = holmSteps(table.map((row) => Math.max(...row)));
  return table.map((row, index) => row.map((p) => adjust(steps[index]!, p)));
}

/** The same table for "some contrast of this size": one Holm family of all its entries. */
export function holmOverAll(table: readonly (readonly number[])[]): number[][] {
  const flat = holm(table.flat());
  let next = 0;
  return table.map((row) => row.map(() => flat[next++]!));
}
