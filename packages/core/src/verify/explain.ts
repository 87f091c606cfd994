import { lossAt, lossBitsOf, lossSteps } from '../manifest/loss-chain.js';
import type { Manifest } from '../manifest/schema.js';
import { compareRuns } from './compare.js';
import { type Difference, differencesOf } from './differences.js';
import { type IdDifferences, idDifferences } from './id-differences.js';

export interface Explanation {
  /** First: what makes the ids differ. */
  readonly ids: IdDifferences;
  /** Then: what came out. */
  readonly results: {
    /** Equal result digests. */
    readonly equal: boolean;
    /** First step, 1-based, whose loss differs, with both losses in nats (null: that run has no such step). */
    readonly firstStep: { readonly step: number; readonly losses: readonly [number | null, number | null] } | null;
    readonly fields: readonly Difference[];
  };
  /** Last: processor, Node, code, cost, names; no part of the id. */
  readonly circumstances: readonly Difference[];
}

/** Explains two runs side by side: why their ids differ, where their results part, and how they were made. */
export function explainDifferences(a: Manifest, b: Manifest): Explanation {
  return {
    ids: idDifferences(a, b),
    results: { equal: a.result === b.result, firstStep: firstStepOf(a, b), fields: differencesOf(resultsOf(a), resultsOf(b)) }, // prettier-ignore
    circumstances: differencesOf(circumstancesOf(a), circumstancesOf(b)),
  };
}

/** The losses are shown by their first difference; data's plugin, version and fingerprint belong to the id. */
function resultsOf({ seeds, data, outcome, curve, loss, weights, measured, upstream }: Manifest) {
  const { classes, train, validation, test, order } = data;
  const drawn = { classes, train, validation, test, order };
  const { steps, chain } = loss;
  return { seeds, data: drawn, outcome, curve, loss: { steps, chain }, weights, measured, upstream };
}

const circumstancesOf = ({ experiment, at, environment, code, cost }: Manifest) =>
  ({ experiment, at, environment, code, cost }); // prettier-ignore

function firstStepOf(a: Manifest, b: Manifest): Explanation['results']['firstStep'] {
  const step = compareRuns(a, b).firstStep;
  if (step === null) return null;
  const [one, other] = [a, b].map(({ loss }) => {
    const bits = lossBitsOf(loss);
    return bits && step <= lossSteps(bits) ? lossAt(bits, step) : null;
  });
  return { step, losses: [one ?? null, other ?? null] };
}
