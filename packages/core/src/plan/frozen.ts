import type { ImageShape } from '../dataset/contract.js';
import { transferableLayers } from '../spec/model-schema.js';
import { classesOf, freezesInEveryStep, layerSizes } from './cost.js';
import type { PlannedRun } from './plan.js';
import { sum } from './sum.js';

/** Outputs of frozen layers that a plan computes once, and those that it cannot. */
export interface FrozenOutputsPlan {
  /** Bytes that the runs of one source network share, at most. */
  readonly bytes: number;
  /** How many of these go to a temporary file. */
  readonly spilled: number;
  /** Runs whose frozen layers compute in every step, since shifted images differ each time. */
  readonly inEveryStep: number;
}

/** Bytes a run keeps of each of its sets of images, under a name that runs share where the outputs are the same. */
function frozenOf({ cell, needs, replicate }: PlannedRun, image: ImageShape, testImages: number): [string, number][] {
  const { frozen, probe } = cell.transfer;
  const depths = [frozen, probe > 0 ? transferableLayers(cell.model) : 0].filter((depth) => depth > 0);
  const classes = classesOf(cell);
  const layers = layerSizes(cell.model, image, classes);
  return depths.flatMap((depth) => {
    const bytes = (images: number) => 4 * (layers[depth - 1]?.output ?? 0) * classes * images;
    const of = `${needs ?? replicate}/${depth}`;
    const orientations = freezesInEveryStep(cell) ? [] : ['', ...(cell.transfer.orientations ? ['/mirrored'] : [])];
    const training = orientations.map((name): [string, number] => [`${of}/${cell.images}${name}`, bytes(cell.images)]);
    return [...training, [`${of}/validation`, bytes(cell.validation)], [`${of}/test`, bytes(testImages)]];
  });
}

/**
 * @param testImages images a class in the test set.
 * @param bounds bytes that a worker keeps in memory: of all outputs, and of one set of images.
 */
export function frozenOutputsOf(
  runs: readonly PlannedRun[],
  image: ImageShape,
  testImages: number,
  bounds: { readonly memory: number; readonly each: number },
): FrozenOutputsPlan {
  const bySource = new Map<string, Map<string, number>>();
  for (const run of runs) {
    const source = run.needs ?? `${run.replicate}`;
    const shared = bySource.get(source) ?? new Map<string, number>();
    bySource.set(source, shared);
    for (const [name, bytes] of frozenOf(run, image, testImages)) shared.set(name, bytes);
  }
  const plans = [...bySource.values()].map((shared) => {
    const sets = [...shared.values()];
    const bytes = sum(sets);
    const large = sum(sets.filter((set) => set > bounds.each));
    return { bytes, spilled: large + Math.max(0, bytes - large - bounds.memory) };
  });
  return {
    ...plans.reduce((most, plan) => (plan.bytes > most.bytes ? plan : most), { bytes: 0, spilled: 0 }),
    inEveryStep: runs.filter(({ cell }) => freezesInEveryStep(cell)).length,
  };
}
