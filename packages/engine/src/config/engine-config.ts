import { builtIn, type ComponentKind, type Configured, type InputConfig, type RunConfig, type SeedbedError, settled, unitsOf } from '@seedbed/core'; // prettier-ignore
import { type LossCode } from '../losses/loss.js';
import { lossCodes } from '../losses/index.js';
import { maskCodes } from '../masks/index.js';
import type { MaskCode } from '../masks/mask.js';
import { methodCodes } from '../methods/index.js';
import type { MethodCode } from '../methods/method.js';
import { optimizerCodes } from '../optimizers/index.js';
import type { OptimizerCode } from '../optimizers/optimizer.js';
import { scheduleCodes } from '../schedules/index.js';
import type { ScheduleCode } from '../schedules/schedule.js';
import { type Code, codeOf, type Used } from './codes.js';
import { refusalOf } from './refusal.js';

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
  const units = unitsOf(model.layers, builtIn).map(({ length }) => length);
  const layersIn = (count: number) => units.slice(0, count).reduce((sum, length) => sum + length, 0);
  return {
    input: model.input ?? untouched,
    layers: model.layers,
    training: trainingOf(config),
    copied: layersIn(weights ? (weights.layers ?? units.length - 1) : 0),
    frozen: layersIn(freeze ?? 0),
  };
}

function trainingOf({ training, mask }: RunConfig): Training | null {
  if (!training) return null;
  const optimizer = used('optimizer', optimizerCodes, training.optimizer);
  return {
    optimizer,
    schedule: used('schedule', scheduleCodes, training.schedule ?? 'constant'),
    loss: used('loss', lossCodes, training.loss ?? 'crossEntropy'),
    methods: keyed((training.methods ?? []).map((method) => used('method', methodCodes, method))),
    mask: mask === undefined ? null : used('mask', maskCodes, mask),
    learningRate: training.learningRate,
    batchSize: training.batchSize,
    clipNorm: (optimizer.options as { readonly clipNorm?: number }).clipNorm,
  };
}

const keyed = (methods: readonly Used<MethodCode>[]): UsedMethod[] =>
  methods.map((method, index) => {
    const { name } = method.code;
    const nth = methods.slice(0, index + 1).filter(({ code }) => code.name === name).length;
    return { ...method, key: nth === 1 ? name : `${name}${nth}` };
  });

function used<C extends Code>(kind: ComponentKind, all: readonly C[], written: Configured): Used<C> {
  const known = settled(builtIn, kind, written);
  if (!known) throw new TypeError(`${JSON.stringify(written)} is no ${kind}`);
  return { code: codeOf(all, known.name, known.version), options: known.options };
}

/** Whether the engine can run a config: null, or the error that says what it cannot run. Looks at no data. */
export const engineRuns = (config: RunConfig): SeedbedError | null => refusalOf(config);
