import {
  type BackendIdentity,
  exampleCounts,
  frozenBounds,
  type FrozenOutputsPlan,
  frozenOutputsOf,
  inputShapeOf,
  isProgram,
  type Manifest,
  outputsOf,
  stepsOf,
  unitSizes,
} from '@seedbed/core';
import type { OpenedData } from '../workspace/data-sets.js';
import { type Rate, rateOf, rateOfH200, secondsAt } from './estimate.js';
import { isGpu } from './jobs.js';
import type { Pilot } from './pilot.js';
import { type RunState, setOf } from './state.js';

/** What an experiment will take. */
export interface Price {
  readonly seconds: number;
  readonly basis: Rate['basis'];
  /** One run after the other on a GPU that is so many times as fast as an H200 was; null where it is a GPU already. */
  readonly gpu: { readonly factor: number; readonly seconds: number } | null;
  /** Of a worker process, bytes; null before any run was measured. */
  readonly memoryBytes: number | null;
  /** The same, estimated from the network and the batch. */
  readonly estimatedMemoryBytes: number;
  /** Outputs of frozen units that a worker computes once and keeps. */
  readonly features: FrozenOutputsPlan;
  /** Bytes: packed examples, manifests of all runs, weights of upstream runs, predictions of runs that are compared. */
  readonly disk: Readonly<Record<'data' | 'manifests' | 'weights' | 'predictions', number>>;
}

/** What a manifest holds beside its losses and its confusion counts, bytes. */
const manifestBase = 6000;
/** A loss takes four bytes, in base64; a confusion count about three characters. */
const bytesALoss = 16 / 3;
const bytesACount = 3;

function manifestBytes({ run }: RunState, data: OpenedData): number {
  const { config, measure } = run;
  const set = setOf(data, run).identity;
  const counts = set.targets === 'class' ? bytesACount * measure.length * outputsOf(config, set) ** 2 : 0;
  return manifestBase + bytesALoss * stepsOf(config, exampleCounts(config, set).train) + counts;
}

function weightsBytes({ run }: RunState, data: OpenedData): number {
  const set = setOf(data, run).identity;
  const outputs = outputsOf(run.config, set);
  return 4 * sum(unitSizes(run.config.model.layers, inputShapeOf(run.config, set), outputs).map((unit) => unit.stored));
}

function predictionsBytes({ run }: RunState, data: OpenedData): number {
  const set = setOf(data, run).identity;
  return 4 * outputsOf(run.config, set) * exampleCounts(run.config, set).test;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

export function priceOf(
  states: readonly RunState[],
  data: OpenedData,
  identity: BackendIdentity,
  { jobs, pilot, gpuFactor = 1 }: { jobs: number; pilot?: Pilot | undefined; gpuFactor?: number },
): Price {
  const due = states.filter((state) => !state.stored);
  const stored: Manifest[] = states.flatMap((state) => state.stored ?? []);
  const { rate, basis }: Rate = pilot ? { rate: pilot.rate, basis: 'pilot' } : rateOf(stored, states, identity);
  const peaks = stored.map((manifest) => manifest.cost.peakMemoryBytes);
  const runs = states.map(({ run }) => run);
  return {
    seconds: secondsAt(rate, due, jobs),
    basis,
    gpu:
      isGpu(identity.name) || isProgram(identity)
        ? null
        : { factor: gpuFactor, seconds: secondsAt(rateOfH200 * gpuFactor, due, 1) },
    estimatedMemoryBytes: states.reduce((most, { memory }) => Math.max(most, memory), 0),
    features: frozenOutputsOf(runs, (run) => setOf(data, run).identity, frozenBounds),
    memoryBytes: pilot?.memoryBytes ?? (peaks.length > 0 ? Math.max(...peaks) : null),
    disk: {
      data: sum([...data.values()].map(({ bytes }) => bytes)),
      manifests: Math.round(sum(states.map((state) => manifestBytes(state, data)))),
      weights: sum(states.filter(({ isUpstream }) => isUpstream).map((state) => weightsBytes(state, data))),
      predictions: sum(states.filter(({ isCompared }) => isCompared).map((state) => predictionsBytes(state, data))),
    },
  };
}
