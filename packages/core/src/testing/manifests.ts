import { digestOf } from '../digest/canonical.js';
import { type Manifest, manifestFormat, type MeasuredPart } from '../manifest/schema.js';
import { seal, type UnsealedManifest } from '../manifest/seal.js';

const digest = (what: string) => digestOf(what);

/** The losses as a manifest keeps them. */
export const lossOf = (values: readonly number[]) => ({
  steps: values.length,
  bits: Buffer.from(Float32Array.from(values).buffer).toString('base64'),
  chain: digest(values.join()),
});

/** What a training of two classes asks for. */
export const exampleConfig: Manifest['config'] = {
  ...{ seed: 1, replicate: 0, stage: 'target' },
  learn: { data: { plugin: 'fashionmnist', classes: { target: 2 } }, classes: 'target', perClass: 5 },
  model: { layers: ['classifier'] },
  training: { optimizer: 'sgd', learningRate: 0.1, batchSize: 4, steps: 3 },
};

/** What was measured, from its confusion counts. */
export function examplePart(confusion: number[][], loss = 0.5): MeasuredPart {
  const examples = confusion.flat().reduce((sum, count) => sum + count, 0);
  const right = confusion.reduce((sum, row, label) => sum + (row[label] ?? 0), 0);
  const values = { accuracy: (100 * right) / examples, loss };
  return { examples, values, errors: {}, confusion, predictions: digest(`predictions ${JSON.stringify(confusion)}`) };
}

/** A manifest of a run as it is written, with what a test wants to be otherwise. */
export function exampleManifest(changes: Partial<UnsealedManifest> = {}): Manifest {
  return seal({
    format: manifestFormat,
    id: digest('run'),
    configId: digestOf(exampleConfig),
    experiment: 'example',
    stage: 'target',
    replicate: 0,
    at: { condition: 'base', size: '5' },
    config: exampleConfig,
    measure: ['validation', 'test'],
    evaluations: 1,
    upstream: {},
    components: ['classifier@1', 'sgd@1'],
    metrics: { accuracy: { unit: '%', better: 'higher' }, loss: { unit: 'loss', better: 'lower' } },
    numerics: 1,
    backend: { name: 'tensorflow', library: 'tensorflow 2.21.0', threads: 1, isa: 'default' },
    seeds: { split: digest('split') },
    data: {
      plugin: 'fashionmnist',
      version: '1',
      fingerprint: digest('data'),
      classes: ['Bag', 'Träger'],
      train: digest('train'),
      validation: digest('validation'),
      test: digest('test'),
      order: digest('order'),
    },
    outcome: { status: 'ok', step: null, reason: null },
    curve: [{ step: 3, epoch: 1.5, trainLoss: 0.25, measured: { validation: { accuracy: 50, loss: 1e-7 } } }],
    loss: lossOf([1, 0.5, 0.25]),
    weights: { before: digest('before'), after: digest('after') },
    measured: {
      validation: examplePart([[1, 1], [0, 2]]), // prettier-ignore
      test: examplePart([[2, 0], [1, 1]]), // prettier-ignore
    },
    environment: {
      os: 'linux',
      cpu: { model: 'A processor', architecture: 'x64', features: ['avx2', 'fma'] },
      node: '20.20.0',
      packages: { '@seedbed/core': '0.1.0' },
      lockfile: null,
      variables: {},
    },
    code: { commit: null, dirty: null, engine: digest('engine') },
    cost: { wallSeconds: 1.5, cpuSeconds: 1.4, peakMemoryBytes: 1e8, finishedAt: '2026-11-24T00:00:00.000Z' },
    ...changes,
  });
}
