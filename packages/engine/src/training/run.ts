import { type Dataset, type Drawn, type FrozenPasses, frozenPassesOf, kindMisfit, learnedName, type PlacedLayer, type PlannedRun, type RunConfig, SeedbedError, type SeedStreams, stepsOf, storedCount, versionedName } from '@seedbed/core'; // prettier-ignore
import { type EngineConfig, engineRuns, type Training } from '../config/engine-config.js';
import type { Kernels } from '../kernels/kernels.js';
import type { BatchShape } from '../methods/method.js';
import { initialNumbers } from '../network/initialize.js';
import { findCode } from '../config/codes.js';
import { laidOut, type LaidOut } from './laid-out.js';

/** What is asked for: a config, and what of it is measured. A planned run is one. */
export type RunRequest = Pick<PlannedRun, 'config' | 'measure' | 'evaluations'>;

/** A run that another one looks at: its weights are copied, it teaches, it is stayed near to, its weights are masked. */
export interface UpstreamRun {
  readonly config: RunConfig;
  /** All that is stored of its network. */
  readonly weights: Float32Array;
  /** The data that it learned; absent where they are those of the run that looks at it. */
  readonly dataset?: Dataset | undefined;
}

/** Upstream runs by their config id. */
export type Upstream = Readonly<Record<string, UpstreamRun>>;

/** Everything a run needs, drawn and laid out, before its first step. */
export interface Run extends RunRequest, Omit<LaidOut, 'engine'> {
  readonly kernels: Kernels;
  /** Null where the run takes no step and only measures. */
  readonly training: (Training & { readonly steps: number }) | null;
  /** The first so many layers keep their weights. */
  readonly frozen: number;
  readonly frozenPasses: FrozenPasses;
  /** The numbers of the network before the first step, as they are stored. */
  readonly start: Float32Array;
  readonly batchShape: BatchShape;
  readonly upstream: Upstream;
}

/** A run that takes steps. */
export type TrainingRun = Run & { readonly training: NonNullable<Run['training']> };

export const takesSteps = (run: Run): run is TrainingRun => run.training !== null;

/**
 * Draws classes, examples and initial weights; copies the first layers of another run where the config says so.
 * @throws SeedbedError SB_ENGINE_COMPONENT for what the engine cannot run, SB_LOSS_TARGETS; SB_DATA_KIND; SB_SPEC_SHAPE for layers that do not fit;
 * SB_DATA_CLASSES, SB_DATA_TOO_FEW.
 */
export function prepareRun(request: RunRequest, dataset: Dataset, kernels: Kernels, upstream: Upstream = {}): Run {
  const { config } = request;
  const refusal = engineRuns(config);
  if (refusal) throw refusal;
  const misfit = kindMisfit(config, dataset);
  if (misfit)
    throw new SeedbedError('SB_DATA_KIND', `${misfit.message} (stage ${config.stage})`, { hint: misfit.hint });
  const { engine, ...laid } = laidOut(config, dataset);
  const { drawn, layers, streams } = laid;
  const { training, frozen } = engine;
  checkNoneEmpty(request, drawn);
  return {
    ...request,
    ...laid,
    ...{ kernels, frozen, upstream },
    training: training && { ...training, steps: stepsOf(config, drawn.train.length) },
    frozenPasses: frozenPassesOf(config),
    start: startOf(config, layers, streams, engine, upstream),
    batchShape: { rows: training?.batchSize ?? 0, input: layers[0]?.input ?? [], classes: drawn.classes.length },
  };
}

function startOf(
  { stage, weights }: RunConfig,
  layers: readonly PlacedLayer[],
  streams: SeedStreams,
  { copied }: EngineConfig,
  upstream: Upstream,
): Float32Array {
  const start = initialNumbers(layers, stage, streams, copied);
  if (!weights || copied === 0) return start;
  const given = upstreamOf(upstream, weights.from.run).weights;
  const count = storedCount(layers.slice(0, copied));
  if (given.length < count) throw new RangeError(`${count} weights are to be copied, but ${given.length} were given`);
  start.set(given.subarray(0, count));
  return start;
}

/** @throws TypeError where it was not given: whoever asks for a run knows what it needs. */
export function upstreamOf(upstream: Upstream, configId: string): UpstreamRun {
  const run = upstream[configId];
  if (!run) throw new TypeError(`this run needs another one, ${configId}, but it was not given`);
  return run;
}

/**
 * @throws SeedbedError SB_DATA_TOO_FEW for a part without an example from which is learned, to which a transform is fitted,
 * or which is measured.
 */
function checkNoneEmpty({ config, measure }: RunRequest, drawn: Drawn): void {
  const { learn, training } = config;
  const fits = (learn.transforms ?? []).some((each) => {
    const { name, version } = versionedName(each);
    return findCode('transform', name, version)?.fits;
  });
  const empty = [...(training || fits ? (['train'] as const) : []), ...measure].find(
    (part) => drawn[part].length === 0,
  );
  if (empty === undefined) return;
  throw new SeedbedError('SB_DATA_TOO_FEW', `${learnedName(learn)} has no ${empty} example`, {
    hint:
      empty === 'validation' ? 'say how many with validation: { perClass: n }, or do not measure it' : 'ask for more',
  });
}
