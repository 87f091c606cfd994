import {
  type Claim,
  claimsOf,
  type Experiment,
  type GridPoint,
  type Manifest,
  mostUneven,
  type NotLearned,
  notLearned,
  type Plan,
  replicatesOf,
  type Uneven,
} from '@seedbed/core';
import type { ReportInput } from '../input.js';
import { mainQuantity, type Quantity } from '../values/quantity.js';
import { compareSets, type SetComparison } from './comparison.js';
import { gapsOf, type Gaps } from './gaps.js';
import { type Tally, tallyRuns } from './tally.js';

/** The input in a fixed order, with what every section asks for worked out once. */
export interface ReportModel {
  readonly input: ReportInput;
  readonly experiment: Experiment;
  /** The claims as the spec has them: margins, metrics, grid points. None while a search has not chosen. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** Every manifest once: those of the plan in its order, then all others. */
  readonly manifests: readonly Manifest[];
  /** Place of a manifest in `manifests`. */
  readonly indexOf: (manifest: Manifest) => number;
  readonly tally: Tally;
  /** Of the results, ascending. */
  readonly replicates: readonly number[];
  /** The finished run that is the result of a stage at a grid point; undefined where there is none. */
  readonly runAt: (stage: string, point: GridPoint, replicate: number) => Manifest | undefined;
  /** Finished runs that show no sign of having learned. */
  readonly notLearned: readonly NotLearned[];
  /** The most uneven test set; null where all are about even. */
  readonly uneven: Uneven | null;
  readonly gaps: Gaps;
  /** What the first figure shows at the end of runs; null where none shows such a number. */
  readonly quantity: Quantity | null;
  /** Other sets of results beside these, as they were handed over. */
  readonly compared: readonly SetComparison[];
}

/** Prepares an input for rendering; the order in which manifests were handed over stops mattering here. */
export function modelOf(input: ReportInput): ReportModel {
  const { experiment, plan } = input;
  const quantity = mainQuantity(input);
  const tally = tallyRuns(plan.runs, input.manifests);
  const manifests = inOrder(plan, input.manifests);
  const places = new Map(manifests.map((manifest, index) => [manifest.digest, index]));
  return {
    input,
    experiment,
    claims: new Map(plan.searchFirst ? [] : claimsOf(experiment, plan).map((claim) => [claim.id, claim])),
    manifests,
    indexOf: ({ digest }) => places.get(digest) as number,
    tally,
    replicates: replicatesOf(experiment),
    runAt: resultsOf(plan, tally.counted),
    notLearned: notLearned(tally.counted),
    uneven: mostUneven(tally.counted),
    gaps: gapsOf(plan.runs, tally),
    quantity,
    compared: compareSets(input.compared ?? [], tally.counted, quantity),
  };
}

function inOrder({ runs }: Plan, manifests: readonly Manifest[]): Manifest[] {
  const places = new Map(runs.map(({ configId }, index) => [configId, index]));
  const placeOf = ({ configId }: Manifest) => places.get(configId) ?? runs.length;
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const once = [...new Map(manifests.map((manifest) => [manifest.digest, manifest])).values()];
  return once.sort((a, b) => placeOf(a) - placeOf(b) || byText(a.id, b.id) || byText(a.digest, b.digest));
}

function resultsOf(plan: Plan, counted: readonly Manifest[]): ReportModel['runAt'] {
  const byConfig = new Map(counted.map((manifest) => [manifest.configId, manifest]));
  const results = new Map(plan.results.map((result) => [`${result.stage} ${result.point.join()}`, result]));
  return (stage, point, replicate) => {
    const result = results.get(`${stage} ${point.join()}`);
    return result && byConfig.get(plan.idOf(result, replicate));
  };
}
