import { type ClaimPower, mostReplicates, observe, powerOfClaims, replicatesOf, type Spec, wantedPower } from '@seedbed/core'; // prettier-ignore
import { count } from '../progress/words.js';
import type { Experiment } from '../workspace/experiment.js';
import { manifestsIn } from './results.js';

/** Power of an experiment's claims from the manifests of a pilot: any replicates of its conditions and sizes. */
export function powerFrom({ parsed: { spec } }: Experiment, folder: string): ClaimPower[] {
  const sizes = spec.split.target.images;
  const pilot = observe(manifestsIn(folder)).filter(
    ({ condition, images }) => spec.conditions.includes(condition) && sizes.includes(images),
  );
  return powerOfClaims(spec.claims, pilot, {
    sizes,
    conditions: spec.conditions,
    replicates: replicatesOf(spec).length,
  });
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** One line a claim, also for those that the pilot says nothing about. */
export function powerLines(spec: Spec, powers: readonly ClaimPower[]): string[] {
  const planned = count(replicatesOf(spec).length, 'replicate');
  return spec.claims.map(({ id, margin, test }) => {
    const power = powers.find((each) => each.id === id);
    if (!power) return `Claim ${id}: the pilot does not have two replicates with every cell of it.`;
    const effect = test.kind === 'equivalence' ? 'no true difference' : `a true effect of ${margin}`;
    const enough =
      power.needed === null
        ? `more than ${mostReplicates} replicates are needed`
        : `${count(power.needed, 'replicate')} ${power.needed === 1 ? 'is' : 'are'} needed`;
    return (
      `Claim ${id}: with ${planned} and ${effect}, it comes out as supported in ${percent(power.atMargin)} of studies ` +
      `(${percent(power.atPilot)} with the pilot's own means); for ${percent(wantedPower)} ${enough}. ` +
      `Variance of ${count(power.pilot, 'pilot replicate')}.`
    );
  });
}
