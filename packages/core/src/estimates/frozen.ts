import { ownerOf } from '../plan/learned-classes.js';
import type { Measured } from '../spec/parts.js';
import type { PlannedRun } from '../plan/planned-run.js';
import { type DataSize, exampleCounts } from './example-counts.js';
import { inputShapeOf, outputsOf } from '../dataset/network-data.js';
import { frozenPassesOf } from './frozen-passes.js';
import { sum } from './sum.js';
import { unitSizes } from './unit-sizes.js';

/** Outputs of frozen units that a plan computes once, and those that it cannot. */
export interface FrozenOutputsPlan {
  /** Bytes that the runs that start from one run share, at most. */
  readonly bytes: number;
  /** How many of these go to a temporary file. */
  readonly spilled: number;
  /** Runs whose frozen units compute in every step, since the images differ each time. */
  readonly inEveryStep: number;
}

/** Bytes that a run keeps of each of its sets of images, under a name that runs share where the outputs are the same. */
function frozenOf({ config, measure }: PlannedRun, data: DataSize): [string, number][] {
  const { model, learn, training, freeze = 0 } = config;
  if (freeze === 0) return [];
  const output = unitSizes(model.layers, inputShapeOf(config, data), outputsOf(config, data))[freeze - 1]?.output ?? 0;
  const counts = exampleCounts(config, data);
  const passes = training ? frozenPassesOf(config) : 'everyStep';
  const trains = passes !== 'everyStep' || measure.includes('train');
  const parts = [...(trains ? (['train'] as const) : []), ...measure.filter((part) => part !== 'train')];
  const kept = (part: Measured, more = ''): [string, number] => [
    `${freeze}/${ownerOf(learn)}/${part}/${counts[part]}${more}`,
    4 * output * counts[part],
  ];
  return [...parts.map((part) => kept(part)), ...(passes === 'mirrored' ? [kept('train', '/mirrored')] : [])];
}

const startOf = ({ config, stage, replicate }: PlannedRun) => config.weights?.from.run ?? `${stage} ${replicate}`;

/**
 * @param dataOf what is known of the data that a run learns from.
 * @param bounds bytes that a worker keeps in memory: of all outputs, and of one set of images.
 */
export function frozenOutputsOf(
  runs: readonly PlannedRun[],
  dataOf: (run: PlannedRun) => DataSize,
  bounds: { readonly memory: number; readonly each: number },
): FrozenOutputsPlan {
  const byStart = new Map<string, Map<string, number>>();
  for (const run of runs) {
    const shared = byStart.get(startOf(run)) ?? new Map<string, number>();
    byStart.set(startOf(run), shared);
    for (const [name, bytes] of frozenOf(run, dataOf(run))) shared.set(name, bytes);
  }
  const plans = [...byStart.values()].map((shared) => {
    const sets = [...shared.values()];
    const bytes = sum(sets);
    const large = sum(sets.filter((set) => set > bounds.each));
    return { bytes, spilled: large + Math.max(0, bytes - large - bounds.memory) };
  });
  const everyStep = ({ config }: PlannedRun) => config.freeze !== undefined && frozenPassesOf(config) === 'everyStep';
  return {
    ...plans.reduce((most, plan) => (plan.bytes > most.bytes ? plan : most), { bytes: 0, spilled: 0 }),
    inEveryStep: runs.filter(everyStep).length,
  };
}
