import type { Evaluator } from './evaluate.js';
import type { Experiment } from '../spec/experiment.js';
import type { Factor } from '../spec/factors.js';
import { levelsAt, textWithout } from '../spec/grid.js';
import type { Bindings } from '../spec/substitute.js';
import { levelText } from '../spec/value.js';

/** What a label is made of; both planned runs and manifests have it. */
export interface Labelled {
  readonly stage: string;
  readonly replicate: number;
  /** Levels of the factors that tell it from the other runs of its stage, by factor. */
  readonly at: Readonly<Record<string, string>>;
}

/** What a person calls a run: "r0 target at condition S2T, size 25". The one place in which labels are made. */
export const labelOf = ({ stage, replicate, at }: Labelled): string => `r${replicate} ${placeOf({ stage, at })}`;

/** The same without the replicate. */
export function placeOf({ stage, at }: Pick<Labelled, 'stage' | 'at'>): string {
  const levels = Object.keys(at).sort().map((factor) => `${factor} ${at[factor]}`); // prettier-ignore
  return levels.length === 0 ? stage : `${stage} at ${levels.join(', ')}`;
}

interface Asked {
  readonly key: string;
  readonly evaluator: Evaluator;
  readonly searched: Bindings;
}

/**
 * The levels that name each run of a plan, by its key: of the factors on which its stage depends, at the first grid
 * point that asks for it. No two runs have the same stage and levels.
 */
export function levelsOf(
  { factors }: Experiment,
  asked: readonly Asked[],
  search: boolean,
): Map<string, Labelled['at']> {
  const levels = new Map<string, Labelled['at']>();
  const taken = new Set<string>();
  const searchedOf = new Map<Evaluator, Bindings>(asked.map(({ evaluator, searched }) => [evaluator, searched]));
  for (const [evaluator, searched] of searchedOf) {
    const values = search ? [...searched].map(([name, value]) => [name, levelText(value) as string] as const) : [];
    const needed = factorsOfStages(evaluator, factors);
    for (const { key, config, point } of evaluator.runs.values()) {
      if (levels.has(key)) continue;
      const all = levelsAt(point, factors).map(({ name }, index) => [(factors[index] as Factor).name, name] as const);
      const telling = all.filter(([name]) => needed.get(config.stage)?.has(name));
      const short = Object.fromEntries([...telling, ...values]);
      const at = taken.has(placeOf({ stage: config.stage, at: short }))
        ? Object.fromEntries([...all, ...values])
        : short;
      taken.add(placeOf({ stage: config.stage, at }));
      levels.set(key, at);
    }
  }
  return levels;
}

/** The factors on which each stage depends: two places that differ in one of them alone have different configs. */
function factorsOfStages(evaluator: Evaluator, factors: readonly Factor[]): Map<string, Set<string>> {
  const needed = new Map<string, Set<string>>();
  for (const [index, { name }] of factors.entries()) {
    const keys = new Map<string, string>();
    for (const { stage, point, key } of evaluator.places()) {
      const others = `${stage}@${textWithout(point, (factor) => factor === index)}`;
      const known = keys.get(others) ?? key;
      keys.set(others, known);
      const set = needed.get(stage) ?? new Set<string>();
      if (known !== key) set.add(name);
      needed.set(stage, set);
    }
  }
  return needed;
}
