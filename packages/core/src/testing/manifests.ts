import { digestOf } from '../digest/canonical.js';
import { type Manifest, manifestFormat } from '../manifest/schema.js';
import { seal, type UnsealedManifest } from '../manifest/seal.js';

const digest = (what: string) => digestOf(what);

/** The losses as a manifest keeps them. */
export const lossOf = (values: readonly number[]) => ({
  steps: values.length,
  bits: Buffer.from(Float32Array.from(values).buffer).toString('base64'),
  chain: digest(values.join()),
});

/** A manifest of a cell as a run writes it, with what a test wants to be otherwise. */
export function exampleManifest(changes: Partial<UnsealedManifest> = {}): Manifest {
  return seal({
    format: manifestFormat,
    id: digest('run'),
    cellId: digest('cell'),
    experiment: 'example',
    role: 'cell',
    replicate: 0,
    condition: 'base',
    images: 5,
    cell: { seed: 1 },
    sourceRun: null,
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
    evaluations: [{ step: 3, epoch: 1.5, trainLoss: 0.25, validationLoss: 1e-7, validationAccuracy: null }],
    loss: lossOf([1, 0.5, 0.25]),
    weights: { before: digest('before'), after: digest('after') },
    test: {
      images: 4,
      accuracy: 0.75,
      loss: 0.5,
      confusion: [
        [2, 0],
        [1, 1],
      ],
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
