import { digestOf } from '../digest/canonical.js';
import { choices } from '../spec/nearest.js';
import { Configurator } from '../spec/configure.js';
import type { Experiment } from '../spec/experiment.js';
import { modelFields, trainingFields } from '../spec/grammar.js';
import { type GridPoint, levelsAt } from '../spec/grid.js';
import { learned } from './learn.js';
import { applied } from '../spec/overrides.js';
import { Reference } from './reference.js';
import type { Evaluated, StageConfig, Stages } from './evaluated.js';
import { drawnBy, streamsOf } from './streams.js';
import { type Bindings, substituted } from '../spec/substitute.js';
import { modelOf } from './model.js';
import { trainingOf } from './training.js';
import { checkLoss } from './check-loss.js';
import { checkSameShapes } from './same-shapes.js';
import { freezeOf, weightsOf } from './weights.js';
import { fail, field, type Mapping, type Scalar, textOf, type Value } from '../spec/value.js';

/** What a spec says of a stage at a grid point. */
export interface Written {
  readonly template: Mapping;
  readonly bindings: Bindings;
  readonly stage: Mapping;
  /** A field of the stage, or the one that it shares with the others. */
  readonly get: (key: string) => Value | undefined;
}

/** Works out what a stage asks for at a grid point, and every run that it needs. Remembers what it worked out. */
export class Evaluator implements Stages {
  /** By key, upstream before what needs it. */
  readonly runs = new Map<string, Evaluated>();
  /** Of each stage the purposes that some run of it draws from. */
  readonly drawn = new Map<string, Set<string>>();
  private readonly known = new Map<string, Evaluated>();
  private readonly open: string[] = [];
  private readonly templates = new Map<string, Mapping>();

  constructor(
    readonly experiment: Experiment,
    private readonly searched: Bindings = new Map(),
  ) {}

  /**
   * @throws SeedbedError where a value does not fit, or a reference leads to itself (SB_REFERENCE_CIRCLE).
   */
  stage(name: string, point: GridPoint, where: Value): Evaluated {
    const place = `${name}@${point.join()}`;
    const known = this.known.get(place);
    if (known) return known;
    if (this.open.includes(place)) {
      const circle = [...this.open.slice(this.open.indexOf(place)), place].map((each) => each.split('@')[0]);
      throw fail('SB_REFERENCE_CIRCLE', where, `${name} needs itself: ${circle.join(' from ')}`, 'a chain needs a shift: at: { FACTOR: { shift: -1 } }'); // prettier-ignore
    }
    this.open.push(place);
    try {
      const evaluated = this.evaluated(name, point);
      this.known.set(place, evaluated);
      if (!this.runs.has(evaluated.key)) this.runs.set(evaluated.key, evaluated);
      return this.runs.get(evaluated.key) as Evaluated;
    } finally {
      this.open.pop();
    }
  }

  /** Every stage and grid point that was worked out. */
  *places(): Iterable<{ stage: string; point: GridPoint; key: string }> {
    for (const [place, { key }] of this.known) {
      const [stage, levels] = place.split('@') as [string, string];
      yield { stage, point: levels === '' ? [] : levels.split(',').map(Number), key };
    }
  }

  /** Names and what they stand for at a grid point. */
  bindingsAt(point: GridPoint): Bindings {
    const { factors } = this.experiment;
    const bound = new Map<string, Scalar>(this.searched);
    for (const [index, level] of levelsAt(point, factors).entries()) {
      bound.set((factors[index] as (typeof factors)[number]).name, level.value);
      for (const [variable, value] of level.variables) bound.set(variable, value);
    }
    return bound;
  }

  private templateAt(point: GridPoint): Mapping {
    const key = point.join();
    const known = this.templates.get(key);
    if (known) return known;
    const overrides = levelsAt(point, this.experiment.factors).flatMap((level) => level.overrides);
    const template = applied(this.experiment.template, overrides);
    this.templates.set(key, template);
    return template;
  }

  /** What is written for a stage at a grid point, with its places: levels are applied, names filled in where `get` is asked. */
  written(name: string, point: GridPoint): Written {
    const template = this.templateAt(point);
    const bindings = this.bindingsAt(point);
    const stage = field(field(template, 'stages'), name);
    if (stage?.kind !== 'mapping') throw fail('SB_STAGE_UNKNOWN', template, `there is no stage "${name}"`, choices(name, this.experiment.stages)); // prettier-ignore
    const get = (key: string): Value | undefined => {
      const own = field(stage, key);
      const shared = Object.hasOwn(modelFields, key)
        ? 'model'
        : Object.hasOwn(trainingFields, key)
          ? 'training'
          : undefined;
      const written = own ?? (shared === undefined ? undefined : field(field(template, shared), key));
      return written === undefined ? undefined : substituted(written, bindings);
    };
    return { template, bindings, stage, get };
  }

  private evaluated(name: string, point: GridPoint): Evaluated {
    const { registry } = this.experiment;
    const { template, bindings, stage, get } = this.written(name, point);
    const upstream = new Set<string>();
    const reference = new Reference(this, point);
    const follow = (written: Value) => {
      const run = reference.resolve(written);
      if (run) upstream.add(run.key);
      return run;
    };
    const configurator = new Configurator(registry, (written) => {
      const run = follow(written);
      return run && { run: run.key };
    });
    const learn = learned(stage, get('learn'), template, bindings, configurator);
    const model = modelOf(stage, get, configurator, registry);
    const training = trainingOf(stage, get, configurator);
    const weights = weightsOf(get('weights'), model.layers, registry, follow);
    if (training === undefined && weights === undefined) {
      throw fail('SB_STAGE_STEPS', get('steps') as Value, `${name} takes no step and starts from no weights: there is nothing to measure`, 'say weights: { from: STAGE, layers: all }'); // prettier-ignore
    }
    const freeze = training && freezeOf(get('freeze'), model.layers, registry);
    const written = training && get('mask');
    const mask = written && configurator.one('mask', written);
    const config = withoutNothing({
      stage: name,
      learn,
      model,
      training,
      weights,
      freeze,
      mask,
    }) as unknown as StageConfig;
    const drawn = drawnBy(config, registry);
    const all = this.drawn.get(name) ?? new Set<string>();
    for (const purpose of drawn) all.add(purpose);
    this.drawn.set(name, all);
    const streams = streamsOf(get('streams'), drawn);
    const complete = streams ? { ...config, streams } : config;
    const configOf = (run: string) => (this.runs.get(run) as Evaluated).config;
    checkLoss(complete, configOf, get, registry);
    checkSameShapes(complete, configOf, get, registry);
    const set = textOf(field(get('learn') as Value, 'data') as Value) as string;
    return { key: digestOf(complete), config: complete, set, point, upstream: [...upstream] };
  }
}

const withoutNothing = (value: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
