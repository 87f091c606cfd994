import { type Dataset, type Drawn, drawExamples, type FrozenPasses, frozenPassesOf, type InputConfig, learnedName, type PlannedRun, type RunConfig, SeedbedError, SeedStreams, stepsOf } from '@seedbed/core'; // prettier-ignore
import { engineConfigOf } from '../config/engine-config.js';
import type { Training } from '../config/training.js';
import type { Kernels } from '../kernels/kernels.js';
import { initialParameters } from '../network/initialize.js';
import { type Layer, layersOf } from '../network/layers.js';

/** What is asked for: a config, and what of it is measured. A planned run is one. */
export type RunRequest = Pick<PlannedRun, 'config' | 'measure' | 'evaluations'>;

/** Everything a run needs, drawn and laid out, before its first step. */
export interface Run extends RunRequest {
  readonly dataset: Dataset;
  readonly kernels: Kernels;
  readonly streams: SeedStreams;
  readonly drawn: Drawn;
  readonly input: InputConfig;
  readonly layers: readonly Layer[];
  /** Null where the run takes no step and only measures. */
  readonly training: (Training & { readonly steps: number }) | null;
  /** The first so many layers keep their weights. */
  readonly frozen: number;
  readonly frozenPasses: FrozenPasses;
  /** Parameters before the first step. */
  readonly start: Float32Array;
}

/** A run that takes steps. */
export type TrainingRun = Run & { readonly training: NonNullable<Run['training']> };

export const takesSteps = (run: Run): run is TrainingRun => run.training !== null;

/**
 * Draws classes, examples and initial weights; copies the first layers of another run where the config says so.
 * @param upstream parameters of the run whose weights are copied.
 * @throws SeedbedError SB_ENGINE_COMPONENT for what the engine cannot run; SB_DATA_CLASSES, SB_DATA_TOO_FEW.
 */
export function prepareRun(request: RunRequest, dataset: Dataset, kernels: Kernels, upstream?: Float32Array): Run {
  const { config } = request;
  const { input, units, training, copied, frozen } = engineConfigOf(config);
  const streams = new SeedStreams(config.seed, config.replicate, config.streams);
  const drawn = drawExamples(config, dataset, streams);
  checkNoneEmpty(request, drawn);
  const layers = layersOf(units, dataset.image, drawn.classes.length);
  return {
    ...request,
    ...{ dataset, kernels, streams, drawn, input, layers, frozen },
    training: training && { ...training, steps: stepsOf(config, drawn.train.length) },
    frozenPasses: frozenPassesOf(config),
    start: startOf(config, layers, streams, copied, upstream),
  };
}

function startOf(
  { stage }: RunConfig,
  layers: readonly Layer[],
  streams: SeedStreams,
  copied: number,
  upstream: Float32Array | undefined,
): Float32Array {
  const start = initialParameters(layers, stage, streams, copied);
  if (copied === 0) return start;
  const { to } = layers[copied - 1] as Layer;
  if (!upstream) throw new TypeError('this run starts from the weights of another one, but none were given');
  if (upstream.length < to) throw new RangeError(`${to} weights are to be copied, but ${upstream.length} were given`);
  start.set(upstream.subarray(0, to));
  return start;
}

/** @throws SeedbedError SB_DATA_TOO_FEW for a part without an example from which is learned, or which is measured. */
function checkNoneEmpty({ config, measure }: RunRequest, drawn: Drawn): void {
  const { learn, training } = config;
  const empty = [...(training ? (['train'] as const) : []), ...measure].find((part) => drawn[part].length === 0);
  if (empty === undefined) return;
  throw new SeedbedError('SB_DATA_TOO_FEW', `${learnedName(learn)} has no ${empty} example`, {
    hint:
      empty === 'validation' ? 'say how many with validation: { perClass: n }, or do not measure it' : 'ask for more',
  });
}
