import { type BackendIdentity, classesOf, frozenBounds, type FrozenOutputsPlan, frozenOutputsOf, layerSizes, type Manifest } from '@seedbed/core'; // prettier-ignore
import type { OpenedData } from '../workspace/experiment.js';
import { type Rate, rateOf, rateOfH200, secondsAt } from './estimate.js';
import { isGpu } from './jobs.js';
import type { Pilot } from './pilot.js';
import type { RunState } from './state.js';

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
  /** Outputs of frozen layers that a worker computes once and keeps. */
  readonly frozen: FrozenOutputsPlan;
  /** Bytes: packed images, manifests of all runs, weights of the source networks. */
  readonly disk: { readonly data: number; readonly manifests: number; readonly weights: number };
}

/** What a manifest holds beside its losses and its confusion counts, bytes. */
const manifestBase = 6000;
/** A loss takes four bytes, in base64; a confusion count about three characters. */
const bytesALoss = 16 / 3;
const bytesACount = 3;

const manifestBytes = (state: RunState) =>
  manifestBase + bytesALoss * state.run.cell.training.steps + bytesACount * classesOf(state.run.cell) ** 2;

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
  const sources = states.filter(({ run }) => run.role === 'source');
  const parameters = ({ run: { cell } }: RunState) =>
    sum(layerSizes(cell.model, data.image, classesOf(cell)).map((layer) => layer.parameters));
  const peaks = stored.map((manifest) => manifest.cost.peakMemoryBytes);
  return {
    seconds: secondsAt(rate, due, jobs),
    basis,
    gpu: isGpu(identity.name) ? null : { factor: gpuFactor, seconds: secondsAt(rateOfH200 * gpuFactor, due, 1) },
    estimatedMemoryBytes: states.reduce((most, { memory }) => Math.max(most, memory), 0),
    frozen: frozenOutputsOf(
      states.map(({ run }) => run),
      data.image,
      data.testImages,
      frozenBounds,
    ),
    memoryBytes: pilot?.memoryBytes ?? (peaks.length > 0 ? Math.max(...peaks) : null),
    disk: {
      data: data.bytes,
      manifests: Math.round(sum(states.map(manifestBytes))),
      weights: 4 * sum(sources.map(parameters)),
    },
  };
}
