import { knownComponents, type Configured, type LearnConfig, type PlacedLayer, placeNetwork, type RunConfig, type Shape, type TrainingConfig } from '@seedbed/core'; // prettier-ignore
import type { RunRequest, Upstream } from '../training/run.js';

/** Convolutions with their pooling, and dense layers: what a test says of a network. */
export interface Network {
  readonly convolutions?: readonly { filters: number; kernelSize?: number; stride?: number; poolSize?: number }[];
  readonly dense?: readonly number[];
  /** After each dense layer. */
  readonly dropout?: number;
}

/** The layers of a network, laid out. */
export const layersOn = (network: Network, input: Shape, classes: number): PlacedLayer[] =>
  placeNetwork(layersWith(network), input, classes, knownComponents);

/** What a test changes of a request; null for training is none. */
export interface Changes extends Partial<
  Pick<RunConfig, 'seed' | 'replicate' | 'stage' | 'weights' | 'freeze' | 'mask' | 'streams'>
> {
  readonly learn?: Partial<LearnConfig>;
  readonly validation?: number;
  readonly network?: Network;
  /** All of them, in place of `network`. */
  readonly layers?: readonly Configured[];
  readonly training?: Partial<TrainingConfig> | null;
  readonly measure?: RunRequest['measure'];
  readonly evaluations?: number;
}

const small: Required<Network> = {
  convolutions: [{ filters: 4, poolSize: 2 }, { filters: 6 }],
  dense: [10],
  dropout: 0,
};

/** The layers of a network, as a config holds them. */
export function layersWith(network: Network = {}): Configured[] {
  const { convolutions, dense, dropout } = { ...small, ...network };
  return [
    ...convolutions.flatMap(({ poolSize, ...conv }): Configured[] => [
      { conv },
      'relu',
      ...(poolSize === undefined || poolSize === 1 ? [] : [{ maxPool: { poolSize } }]),
    ]),
    ...dense.flatMap((units): Configured[] => [
      { dense: { units } },
      'relu',
      ...(dropout > 0 ? [{ dropout: { rate: dropout } }] : []),
    ]),
    'classifier',
  ];
}

const momentum = { sgd: { momentum: 0.9, nesterov: true } };

/** A small network on the synthetic data set, from scratch: two convolutions, one dense layer, the classifier. */
export function requestOf(changes: Changes = {}): RunRequest {
  const { learn, validation = 4, network, layers = layersWith(network), training, measure, evaluations, ...rest } = changes; // prettier-ignore
  return {
    measure: measure ?? [...(validation > 0 ? (['validation'] as const) : []), 'test'],
    evaluations: evaluations ?? 3,
    config: {
      ...{ seed: 11, replicate: 0, stage: 'target' },
      ...rest,
      learn: {
        data: {
          plugin: 'synthetic',
          classes: { source: 4, target: 3 },
          ...(validation > 0 ? { validation: { perClass: validation } } : {}),
        },
        classes: 'target',
        perClass: 12,
        ...learn,
      },
      model: { input: { mean: [0.5], std: [0.25] }, layers: [...layers] },
      ...(training === null
        ? {}
        : {
            training: {
              optimizer: momentum,
              learningRate: 0.02,
              schedule: 'cosine',
              batchSize: 8,
              steps: 12,
              ...training,
            },
          }),
    },
  };
}

/** The upstream run of `requestOf(changes)`: the same network on the source classes. */
export const upstreamOf = (changes: Changes = {}): RunRequest =>
  requestOf({
    ...changes,
    stage: 'source',
    learn: { ...changes.learn, classes: 'source' },
    weights: undefined,
    freeze: undefined,
  });

/** The upstream runs of a request that copies weights. */
export const upstreamWith = (weights: Float32Array, changes: Changes = {}): Upstream => ({
  ['f'.repeat(64)]: { config: upstreamOf(changes).config, weights },
});

/** The weights of another run, for `weights`; all units but the output unless it is said. */
export const copied = (layers?: number): NonNullable<RunConfig['weights']> => ({
  from: { run: 'f'.repeat(64) },
  ...(layers === undefined ? {} : { layers }),
});
