import { byContext, chooseContext, type ClaimPower, type Manifest, mostReplicates, observe, oneAnswer, powerOfClaims, replicatesOf, type Spec, summariesOf, type Wanted, wantedPower, labelOf } from '@seedbed/core'; // prettier-ignore
import { count } from '../../progress/words.js';
import type { Experiment } from '../../workspace/experiment.js';
import { manifestsIn } from '../../results/read.js';

/**
 * Power of an experiment's claims from the manifests of a pilot: any replicates of its conditions and sizes, all of one
 * context.
 * @throws SeedbedError SB_RESULTS_CONTEXTS.
 */
export function powerFrom({ parsed: { spec } }: Experiment, folder: string, wanted: Wanted): ClaimPower[] {
  const sizes = spec.split.target.images;
  const answers = ({ condition, images }: Manifest) =>
    condition !== null && spec.conditions.includes(condition) && sizes.includes(images);
  const pilot = observe(ofOneContext(manifestsIn(folder).filter(answers), wanted));
  return powerOfClaims(spec.claims, pilot, {
    sizes,
    conditions: spec.conditions,
    replicates: replicatesOf(spec).length,
  });
}

function ofOneContext(manifests: readonly Manifest[], wanted: Wanted): Manifest[] {
  const groups = byContext(manifests);
  const context = chooseContext(summariesOf(groups), wanted);
  return [...(groups.get(context?.id ?? '') ?? [])].map(([, same]) => oneAnswer(labelOf(same[0]!), same));
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
