import { SeedbedError } from '../errors.js';
import { Evaluator } from '../plan/evaluate.js';
import type { PlannedRun } from '../plan/planned-run.js';
import type { Experiment } from '../spec/experiment.js';
import { type GridPoint, isAt } from '../spec/grid.js';
import { type Bindings, substituted } from '../spec/substitute.js';
import { field, levelText, type Scalar, type Value } from '../spec/value.js';

/** Where the fields were written that a run asks with: the level, the table's entry, the file that is extended. */
export interface Places {
  readonly stage: Value;
  readonly set: Value;
  readonly get: (key: string) => Value | undefined;
}

export function placesOf(experiment: Experiment, run: PlannedRun): Places {
  const { points, factors } = experiment;
  const at = new Map(Object.entries(run.at));
  const point = points.find((each) => isAt(each, at, factors)) ?? (points[0] as GridPoint);
  const evaluator = new Evaluator(experiment, searchedBy(experiment, run));
  const { template, bindings, stage, get } = evaluator.written(run.stage, point);
  const set = field(field(template, 'data'), run.set) as Value;
  return {
    stage,
    set: filled(() => substituted(set, bindings)) ?? set,
    get: (key) => filled(() => get(key)) ?? field(stage, key),
  };
}

/** The values that a run of a search tries. */
const searchedBy = ({ search }: Experiment, { at }: PlannedRun): Bindings =>
  new Map(
    [...(search?.values ?? [])].flatMap(([name, { values }]): [string, Scalar][] => {
      const value = values.find((each) => levelText(each) === at[name]);
      return value ? [[name, value]] : [];
    }),
  );

/** A value that a search chose is not written in the spec. */
function filled(fill: () => Value | undefined): Value | undefined {
  try {
    return fill();
  } catch (error) {
    if (error instanceof SeedbedError && error.code === 'SB_VARIABLE_UNBOUND') return undefined;
    throw error;
  }
}
