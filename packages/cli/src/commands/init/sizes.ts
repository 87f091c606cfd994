import { type FirstFacts, partsToTake } from './facts.js';

const ladder = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];
/** Of the training examples, where a set has no test part. */
export const testShare = 0.2;

/** Examples of the smallest class that are left to train on. */
export function leftInSmallest(facts: FirstFacts): number {
  const smallest = Math.min(...facts.counts.train);
  // Proportional parts round either way.
  return partsToTake(facts).test ? Math.floor(smallest * (1 - testShare)) - 1 : smallest;
}

/** Numbers of examples a class for the first plot: three to five steps of the ladder that every class has. */
export function sizesOf(facts: FirstFacts): readonly number[] {
  const most = Math.max(1, leftInSmallest(facts));
  const possible = ladder.filter((size) => size <= most);
  return possible.slice(-5).length >= 3 ? possible.slice(-5) : [...new Set([1, Math.ceil(most / 2), most])];
}

/** How `learn` and factor say it where classes are told apart. */
export const steps = { classes: 300, numbers: 1000 } as const;
