import { resolve } from 'node:path';
import {
  byContext,
  chooseContext,
  type ClaimPower,
  labelOf,
  type LoadedExperiment,
  type Manifest,
  mostReplicates,
  numberWords,
  oneAnswer,
  powerOfClaims,
  predictedIn,
  replicatesOf,
  summariesOf,
  valuesOf,
  type Wanted,
  wantedPower,
} from '@seedbed/core';
import { count, percent } from '@seedbed/core/words';
import { manifestsIn } from '../../results/read.js';
import type { Experiment } from '../../workspace/experiment.js';

/**
 * Power of an experiment's claims from the manifests of a pilot: any replicates of its grid points, all of one context.
 * @throws SeedbedError SB_RESULTS_CONTEXTS.
 */
export function powerFrom({ loaded }: Experiment, place: string, wanted: Wanted): ClaimPower[] {
  const { experiment, plan, claims } = loaded;
  const all = manifestsIn(place);
  const replicates = [...new Set(all.map(({ replicate }) => replicate))].sort((a, b) => a - b);
  const asked = new Set(replicates.flatMap((replicate) => plan.results.map((result) => plan.idOf(result, replicate))));
  const pilot = ofOneContext(all.filter(({ configId }) => asked.has(configId)), wanted); // prettier-ignore
  return powerOfClaims(
    claims,
    valuesOf(experiment, plan, { manifests: pilot, predicted: predictedIn(resolve(place)) }, replicates),
    replicatesOf(experiment).length,
  );
}

function ofOneContext(manifests: readonly Manifest[], wanted: Wanted): Manifest[] {
  const groups = byContext(manifests);
  const context = chooseContext(summariesOf(groups), wanted);
  const answers = groups.get(context?.id ?? '')?.answers ?? new Map<string, readonly Manifest[]>();
  return [...answers.values()].map((same) => oneAnswer(labelOf(same[0] as Manifest), same));
}

const share = (value: number) => percent(100 * value, 0);

/** One line a claim, also for those that the pilot says nothing about. */
export function powerLines({ experiment, claims }: LoadedExperiment, powers: readonly ClaimPower[]): string[] {
  const planned = count(replicatesOf(experiment).length, 'replicate');
  return claims.map((claim) => {
    const { id, kind } = claim;
    const power = powers.find((each) => each.id === id);
    if (!power) return `Claim ${id}: the pilot does not have two replicates with every run of it.`;
    const effect = kind.name === 'equivalence' ? 'no true difference' : `a true effect of ${numberWords(claim).margin}`;
    const enough =
      power.needed === null
        ? `more than ${mostReplicates} replicates are needed`
        : `${count(power.needed, 'replicate')} ${power.needed === 1 ? 'is' : 'are'} needed`;
    return (
      `Claim ${id}: with ${planned} and ${effect}, it comes out as supported in ${share(power.atMargin)} of studies ` +
      `(${share(power.atPilot)} with the pilot's own means); for ${share(wantedPower)} ${enough}. ` +
      `Variance of ${count(power.pilot, 'pilot replicate')}.`
    );
  });
}
