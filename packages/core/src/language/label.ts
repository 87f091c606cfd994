import type { Evaluator } from './evaluate.js';
import type { Experiment } from './experiment.js';
import type { Factor } from './factors.js';
import { type GridPoint, pointText } from './grid.js';
import type { Bindings } from './substitute.js';
import { levelText } from './value.js';

interface Asked {
  readonly key: string;
  readonly evaluator: Evaluator;
  readonly searched: Bindings;
}

/**
 * What people call the runs of a plan, by key: the stage and the levels of the factors on which it depends, at the
 * first grid point that asks for it. The one place in which labels are made; no two are equal.
 */
export function labelsOf({ factors }: Experiment, asked: readonly Asked[], search: boolean): Map<string, string> {
  const labels = new Map<string, string>();
  const taken = new Map<string, string>();
  const searchedOf = new Map<Evaluator, Bindings>(asked.map(({ evaluator, searched }) => [evaluator, searched]));
  for (const [evaluator, searched] of searchedOf) {
    const values = search ? [...searched].map(([name, value]) => `${name} ${levelText(value)}`) : [];
    const needed = factorsOfStages(evaluator, factors);
    for (const { key, config, point } of evaluator.runs.values()) {
      if (labels.has(key)) continue;
      const named = (only?: ReadonlySet<string>) => {
        const levels = [pointText(point, factors, only), ...values].filter((text) => text !== '').join(', ');
        return levels === '' ? config.stage : `${config.stage} at ${levels}`;
      };
      const short = named(needed.get(config.stage));
      const label = taken.has(short) ? named() : short;
      taken.set(label, key);
      labels.set(key, label);
    }
  }
  return labels;
}

/** The factors on which each stage depends: two places that differ in one of them alone have different configs. */
function factorsOfStages(evaluator: Evaluator, factors: readonly Factor[]): Map<string, Set<string>> {
  const needed = new Map<string, Set<string>>();
  for (const [index, { name }] of factors.entries()) {
    const keys = new Map<string, string>();
    for (const { stage, point, key } of evaluator.places()) {
      const others = `${stage}@${without(point, index).join()}`;
      const known = keys.get(others) ?? key;
      keys.set(others, known);
      const set = needed.get(stage) ?? new Set<string>();
      if (known !== key) set.add(name);
      needed.set(stage, set);
    }
  }
  return needed;
}

const without = (point: GridPoint, index: number) => point.map((level, each) => (each === index ? '*' : level));
