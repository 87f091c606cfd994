import { digestOf, type Manifest, manifestFormat, seal } from '@seedbed/core';

const hex = (digit: string) => digit.repeat(64);

const config: Manifest['config'] = {
  ...{ seed: 7, replicate: 0, stage: 'target' },
  learn: { data: { plugin: 'fashionmnist', classes: { target: 2 } }, classes: 'target', perClass: 2 },
  model: { layers: ['classifier'] },
  training: { optimizer: 'sgd', learningRate: 0.05, batchSize: 4, steps: 3 },
};

/** A sealed manifest for tests of what is made of manifests; no training was ever behind it. */
export function manifestOf(changes: Partial<Manifest> = {}): Manifest {
  const bits = Buffer.from(new Float32Array([1, 0.5, 0.25]).buffer).toString('base64');
  return seal({
    format: manifestFormat,
    id: hex('1'),
    configId: digestOf(config),
    experiment: 'tiny',
    stage: 'target',
    replicate: 0,
    at: { condition: 'base', size: '2' },
    config,
    measure: ['test'],
    evaluations: 1,
    upstream: {},
    components: ['classifier@1', 'sgd@1'],
    metrics: { accuracy: { unit: '%', better: 'higher' }, loss: { unit: 'loss', better: 'lower' } },
    numerics: 1,
    backend: { name: 'wasm', library: 'wasm 1', threads: 1, isa: 'default' },
    seeds: {},
    data: {
      plugin: 'fashionmnist',
      version: '1',
      fingerprint: hex('3'),
      classes: ['a', 'b'],
      train: hex('4'),
      validation: hex('5'),
      test: hex('6'),
      order: hex('7'),
    },
    outcome: { status: 'ok', step: null, reason: null },
    curve: [],
    loss: { steps: 3, bits, chain: hex('8') },
    weights: { before: hex('9'), after: hex('a') },
    measured: {
      test: {
        ...{ examples: 4, values: { accuracy: 50, loss: 0.7 }, errors: {}, predictions: hex('b') },
        confusion: [[1, 1], [1, 1]], // prettier-ignore
      },
    },
    environment: {
      os: 'linux',
      cpu: { model: 'a processor', architecture: 'x64', features: ['avx2'] },
      node: 'v20',
      packages: {},
      lockfile: null,
      variables: {},
    },
    code: { commit: null, dirty: null, engine: null },
    cost: { wallSeconds: 2, cpuSeconds: 2, peakMemoryBytes: 1, finishedAt: '2026-01-01T00:00:00.000Z' },
    ...changes,
  });
}
