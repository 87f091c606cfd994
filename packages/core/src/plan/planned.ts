import { digestOf } from '../digest/canonical.js';
import { SeedbedError } from '../errors.js';
import { specExists } from '../spec/documents.js';
import { effectsOf } from './effects.js';
import { Evaluator } from './evaluate.js';
import type { Evaluated, StageConfig } from './evaluated.js';
import { type Experiment, mappingIn } from '../spec/experiment.js';
import { combinations } from '../spec/combinations.js';
import { type GridPoint, hasLevels, matches, pointText } from '../spec/grid.js';
import { labelOf, levelsOf } from './label.js';
import { measuredStages } from '../spec/measure.js';
import type { PlannedRun } from './planned-run.js';
import { Reference } from './reference.js';
import type { RunConfig } from './run-config.js';
import { type Choice, readChoices } from '../spec/search.js';
import { taggedIn, undrawn } from './streams.js';
import type { Bindings } from '../spec/substitute.js';
import { field, type Value } from '../spec/value.js';

/** A result: a measured stage at a grid point. */
export interface Result {
  readonly stage: string;
  readonly point: GridPoint;
  readonly key: string;
}

/** A measured stage at a grid point with values that are searched. */
export interface SearchedResult extends Result {
  readonly values: Bindings;
}

export interface Plan {
  /** Upstream runs before those that need them. */
  readonly runs: readonly PlannedRun[];
  /** Results of one replicate, in the order of the grid. Empty while a search has not chosen. */
  readonly results: readonly Result[];
  /** What a search measures, in the order of the grid, all of a combination of values after each other. */
  readonly searched: readonly SearchedResult[];
  /** Config id of a result in a replicate. */
  readonly idOf: (result: Pick<Result, 'key'>, replicate: number) => string;
  /** Key of the run that a reference leads to from a result. Undefined beyond the first or last level. */
  readonly follow: (from: Result, reference: Value) => string | undefined;
  /** What deserves a look but is no error. */
  readonly notes: readonly string[];
  /** Whether a search must be run and chosen from before the result can be planned. */
  readonly searchFirst: boolean;
}

/** As many replicates from a first one. */
export const replicatesFrom = ({ first, count }: { first: number; count: number }) =>
  Array.from({ length: count }, (_, index) => first + index);

export const replicatesOf = ({ head: { replicates } }: Experiment): number[] =>
  replicatesFrom(typeof replicates === 'number' ? { first: 0, count: replicates } : replicates);

interface Asked extends Result {
  readonly evaluator: Evaluator;
  readonly searched: Bindings;
}

/**
 * Every run that an experiment asks for. Pure but for the file of choices: no data are looked at.
 * @throws SeedbedError at the first value that does not fit, with the first grid point and how many there are.
 */
export function planExperiment(experiment: Experiment): Plan {
  const { search } = experiment;
  const choices =
    search && specExists(search.choicesPath) ? readChoices(search, experiment.factors, experiment.points) : undefined;
  const result = search && !choices ? [] : askedOf(experiment, evaluatorsOf(experiment, choices));
  const searching = search ? searchedOf(experiment) : [];
  const used = [...new Set([...searching, ...result].map(({ evaluator }) => evaluator))];
  checkStreams(experiment, used);
  const effects = effectsOf(experiment, result.length > 0 ? result : searching);
  const ids = new Ids(experiment.head.seed, used);
  const plan = [
    ...runsOf(experiment, ids, searching, search ? replicatesFrom(search.replicates) : [], true),
    ...runsOf(experiment, ids, result, replicatesOf(experiment), false),
  ];
  const results = result.map(({ stage, point, key }): Result => ({ stage, point, key }));
  const evaluators = new Map(result.map((each) => [placeOf(each), each.evaluator]));
  const seen = new Set<string>();
  const runs = plan.filter(({ configId }) => !seen.has(configId) && seen.add(configId));
  return {
    runs,
    results,
    searched: searching.map(({ stage, point, key, searched: values }) => ({ stage, point, key, values })),
    idOf: ({ key }, replicate) => ids.of(key, replicate),
    follow(from, reference) {
      return new Reference(evaluators.get(placeOf(from)) as Evaluator, from.point).resolve(reference)?.key;
    },
    notes: effects,
    searchFirst: search !== undefined && !choices,
  };
}

const placeOf = ({ stage, point }: Result) => `${stage} ${point.join()}`;

/** For each grid point what works out its stages: one evaluator for each set of searched values. */
function evaluatorsOf(experiment: Experiment, choices: readonly Choice[] | undefined) {
  const evaluators = new Map<Choice | undefined, Evaluator>();
  return (point: GridPoint): { evaluator: Evaluator; searched: Bindings } => {
    const choice = choices?.find(({ at }) => hasLevels(point, at, experiment.factors));
    const evaluator = evaluators.get(choice) ?? new Evaluator(experiment, choice?.values);
    evaluators.set(choice, evaluator);
    return { evaluator, searched: choice?.values ?? new Map() };
  };
}

function askedOf(experiment: Experiment, at: ReturnType<typeof evaluatorsOf>): Asked[] {
  const stages = measuredStages(experiment);
  const failures = new Map<string, { error: SeedbedError; point: GridPoint; points: number }>();
  const asked: Asked[] = [];
  for (const point of experiment.points) {
    for (const { stage, place } of stages) {
      try {
        const { evaluator, searched } = at(point);
        asked.push({ stage, point, evaluator, searched, key: evaluator.stage(stage, point, place).key });
      } catch (error) {
        if (!(error instanceof SeedbedError)) throw error;
        const known = failures.get(error.message) ?? { error, point, points: 0 };
        known.points++;
        failures.set(error.message, known);
      }
    }
  }
  for (const { error, point, points } of failures.values()) {
    const more = points > 1 ? ` and ${points - 1} more` : '';
    const where = point.length === 0 ? '' : ` (at ${pointText(point, experiment.factors)}${more})`;
    const details = { excerpt: error.excerpt, hint: error.hint, exitCode: error.exitCode };
    throw new SeedbedError(error.code, `${error.message}${where}`, details as ConstructorParameters<typeof SeedbedError>[2]); // prettier-ignore
  }
  return asked;
}

/** All combinations of the searched values, at each grid point that `at` leaves. */
function searchedOf(experiment: Experiment): Asked[] {
  const { search, factors, points } = experiment;
  if (!search) return [];
  const left = { ...experiment, points: points.filter((point) => matches(search.at, point, factors)) };
  const values = new Map([...search.values].map(([name, each]) => [name, each.values] as const));
  return combinations(values).flatMap((searched) => {
    const evaluator = new Evaluator(experiment, searched);
    return askedOf(left, () => ({ evaluator, searched }));
  });
}

/** @throws SeedbedError SB_STREAMS for a tag of a purpose from which no run of the stage draws. */
function checkStreams({ template, factors }: Experiment, evaluators: readonly Evaluator[]): void {
  for (const [stage, { value }] of mappingIn(template, 'stages').entries) {
    const drawn = new Set(evaluators.flatMap((evaluator) => [...(evaluator.drawn.get(stage) ?? [])]));
    const overridden = factors.flatMap(({ levels }) => levels.flatMap(({ overrides }) => overrides));
    const tagged = [
      ...taggedIn(field(value, 'streams')),
      ...overridden.filter(({ path }) => path.join('.') === `stages.${stage}.streams`).flatMap((each) => taggedIn(each.value)), // prettier-ignore
    ];
    const slip = tagged.find(([purpose]) => !drawn.has(purpose));
    if (slip && drawn.size > 0) throw undrawn(stage, slip[0], slip[1], drawn);
  }
}

/** Configs with their references as ids. */
class Ids {
  private readonly byKey: ReadonlyMap<string, Evaluated>;
  private readonly configs = new Map<string, RunConfig>();
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly seed: number,
    evaluators: readonly Evaluator[],
  ) {
    this.byKey = new Map(evaluators.flatMap((evaluator) => [...evaluator.runs]));
  }

  of(key: string, replicate: number): string {
    const place = `${replicate} ${key}`;
    const known = this.ids.get(place);
    if (known !== undefined) return known;
    const id = digestOf(this.config(key, replicate));
    this.ids.set(place, id);
    return id;
  }

  config(key: string, replicate: number): RunConfig {
    const place = `${replicate} ${key}`;
    const known = this.configs.get(place);
    if (known) return known;
    const { config } = this.byKey.get(key) as Evaluated;
    const resolved = withIds(config, (run) => this.of(run, replicate)) as StageConfig;
    const complete = { seed: this.seed, replicate, ...resolved };
    this.configs.set(place, complete);
    return complete;
  }

  evaluated(key: string): Evaluated {
    return this.byKey.get(key) as Evaluated;
  }

  /** A run and all that it needs, upstream first. */
  withUpstream(key: string, seen: Set<string>): string[] {
    if (seen.has(key)) return [];
    seen.add(key);
    return [...this.evaluated(key).upstream.flatMap((each) => this.withUpstream(each, seen)), key];
  }
}

/** Replaces `{ run: key }` by `{ run: id }`, wherever it is. */
function withIds(value: unknown, idOf: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => withIds(item, idOf));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]?.[0] === 'run') return { run: idOf(entries[0][1] as string) };
  return Object.fromEntries(entries.map(([key, member]) => [key, withIds(member, idOf)]));
}

function runsOf(
  experiment: Experiment,
  ids: Ids,
  asked: readonly Asked[],
  replicates: readonly number[],
  search: boolean,
): PlannedRun[] {
  const seen = new Set<string>();
  const keys = asked.flatMap(({ key }) => ids.withUpstream(key, seen));
  const stages = new Map(measuredStages(experiment).map((each) => [each.stage, each]));
  const results = new Map<string, Asked>();
  for (const each of asked) if (!results.has(each.key)) results.set(each.key, each);
  const levels = levelsOf(experiment, asked, search);
  return replicates.flatMap((replicate) =>
    keys.map((key): PlannedRun => {
      const { config, set, upstream } = ids.evaluated(key);
      const measured = results.has(key) ? stages.get(config.stage) : undefined;
      const named = { stage: config.stage, replicate, at: levels.get(key) as PlannedRun['at'] };
      return {
        configId: ids.of(key, replicate),
        config: ids.config(key, replicate),
        ...named,
        label: labelOf(named),
        set,
        measure: measured?.parts ?? [],
        evaluations: measured?.evaluations ?? 0,
        needs: upstream.map((each) => ids.of(each, replicate)),
        search,
      };
    }),
  );
}
