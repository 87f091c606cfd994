import { type Manifest, manifestFormat, seal } from '@seedbed/core';

const hex = (digit: string) => digit.repeat(64);

/** A sealed manifest for tests of what is made of manifests; no training was ever behind it. */
export function manifestOf(changes: Partial<Manifest> = {}): Manifest {
  const bits = Buffer.from(new Float32Array([1, 0.5, 0.25]).buffer).toString('base64');
  return seal({
    format: manifestFormat,
    id: hex('1'),
    cellId: hex('2'),
    experiment: 'tiny',
    role: 'cell',
    replicate: 0,
    condition: 'base',
    images: 2,
    cell: {},
    sourceRun: null,
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
    evaluations: [],
    loss: { steps: 3, bits, chain: hex('8') },
    weights: { before: hex('9'), after: hex('a') },
    test: { images: 4, accuracy: 0.5, loss: 0.7, confusion: [[1, 1], [1, 1]] }, // prettier-ignore
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
