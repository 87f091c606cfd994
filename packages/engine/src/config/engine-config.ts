import { knownComponents, type Configured, type InputConfig, layersIn, type RunConfig, type SeedbedError, settled, shortName, unitsOf } from '@seedbed/core'; // prettier-ignore
import { type LossCode } from '../losses/loss.js';
import type { MaskCode } from '../masks/mask.js';
import type { MethodCode } from '../methods/method.js';
import type { OptimizerCode } from '../optimizers/optimizer.js';
import type { ScheduleCode } from '../schedules/schedule.js';
import type { Used } from './code.js';
import { type CodeKind, codeOf, type Codes } from './codes.js';
import { refusalOf, targetsRefusal } from './refusal.js';

/** A method of a run. What belongs to it is called after it: `near`, and `near2` for the second of that name. */
export interface UsedMethod extends Used<MethodCode> {
  readonly key: string;
}

/** How a run trains. */
export interface Training {
  readonly optimizer: Used<OptimizerCode>;
  readonly schedule: Used<ScheduleCode>;
  readonly loss: Used<LossCode>;
  /** In the order in which they act. */
  readonly methods: readonly UsedMethod[];
  readonly mask: Used<MaskCode> | null;
  readonly learningRate: number;
  readonly batchSize: number;
  /** The gradient is scaled down to this norm; undefined: it is not. */
  readonly clipNorm: number | undefined;
}

/** What the engine computes of a run config: everything that is at its default filled in. */
export interface EngineConfig {
  readonly input: InputConfig;
  /** The output last. */
  readonly layers: readonly Configured[];
  /** Null where the run takes no step and only measures. */
  readonly training: Training | null;
  /** The first so many layers start with the numbers of another run. */
  readonly copied: number;
  /** The first so many layers keep the numbers they start with. */
  readonly frozen: number;
}

const untouched: InputConfig = { mean: [0], std: [1] };

/**
 * What the engine computes of a run config.
 * @throws SeedbedError SB_ENGINE_COMPONENT, naming what it cannot run.
 */
export function engineConfigOf(config: RunConfig): EngineConfig {
  const refusal = refusalOf(config);
  if (refusal) throw refusal;
  const { model, weights, freeze } = config;
  const { length: units } = unitsOf(model.layers, knownComponents);
  return {
    input: model.input ?? untouched,
    layers: model.layers,
    training: trainingOf(config),
    copied: layersIn(model.layers, weights ? (weights.layers ?? units - 1) : 0, knownComponents),
    frozen: layersIn(model.layers, freeze ?? 0, knownComponents),
  };
}

function trainingOf({ training, mask }: RunConfig): Training | null {
  if (!training) return null;
  const optimizer = used('optimizer', training.optimizer);
  return {
    optimizer,
    schedule: used('schedule', training.schedule ?? 'constant'),
    loss: used('loss', training.loss ?? 'crossEntropy'),
    methods: keyed((training.methods ?? []).map((method) => used('method', method))),
    mask: mask === undefined ? null : used('mask', mask),
    // Only a program may do without them, and that is refused before.
    learningRate: training.learningRate as number,
    batchSize: training.batchSize as number,
    clipNorm: (optimizer.options as { readonly clipNorm?: number }).clipNorm,
  };
}

const keyed = (methods: readonly Used<MethodCode>[]): UsedMethod[] =>
  methods.map((method, index) => {
    const name = shortName(method.code.name);
    const nth = methods.slice(0, index + 1).filter(({ code }) => shortName(code.name) === name).length;
    return { ...method, key: nth === 1 ? name : `${name}${nth}` };
  });

function used<Kind extends CodeKind>(kind: Kind, written: Configured): Used<Codes[Kind][number]> {
  const known = settled(knownComponents, kind, written);
  if (!known) throw new TypeError(`${JSON.stringify(written)} is no ${kind}`);
  return { code: codeOf(kind, known.name, known.version), options: known.options };
}

/** Whether the engine can run a config: null, or the error that says what it cannot run. Looks at no data. */
export const engineRuns = (config: RunConfig): SeedbedError | null => refusalOf(config) ?? targetsRefusal(config); // prettier-ignore
