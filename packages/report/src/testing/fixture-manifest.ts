import { digestOf, type Manifest } from '@seedbed/core';
import { conditions, fixtureSpec } from './fixture-spec.js';

/** A number in [0, 1) that depends on its arguments only. */
export const noise = (...parts: readonly unknown[]) => parseInt(digestOf(parts).slice(0, 8), 16) / 2 ** 32;

const gain = [0, 7, 7.5, 8, 7.2, 6, 3];

/** Accuracy by formula, 0 to 1. */
function accuracyOf(replicate: number, condition: string, images: number): number {
  const ceiling = 93 + 2 * noise('class split', replicate);
  const base = ceiling - 30 / (1 + images / 8) ** 0.55;
  const transfer = (gain[conditions.indexOf(condition)] ?? 0) / (1 + images / 12) ** 0.6;
  const frozen = condition === 'S5T' ? 4 : condition === 'S4T' ? 1 : 0;
  return Math.round((base + transfer - frozen + 1.2 * (noise(replicate, condition, images) - 0.5)) * 50) / 5000;
}

export interface Asked {
  readonly role: 'source' | 'cell';
  readonly replicate: number;
  readonly condition: string | null;
  readonly images: number;
}

const fixtureClasses = ['T-shirt/top', 'Trouser', 'Sandal', 'Bag', 'Ankle boot'];

/** 1000 images a class: the hits that give this accuracy, and the misses with the next class. */
function confusionOf(accuracy: number): number[][] {
  const hits = Math.round(accuracy * 1000);
  return fixtureClasses.map((_, truth) =>
    fixtureClasses.map((__, said) => (said === truth ? hits : said === (truth + 1) % 5 ? 1000 - hits : 0)),
  );
}

/** A manifest by formula; `changes` overrides any field of it. */
export function fixtureManifest(asked: Asked, changes: Partial<Manifest> = {}): Manifest {
  const { role, replicate, condition, images } = asked;
  const id = (what: string) => digestOf([what, asked]);
  const steps = role === 'source' ? 1500 : (fixtureSpec.training.steps.target[String(images)] ?? 100);
  const accuracy =
    role === 'source' ? 0.9 + 0.05 * noise('source', replicate) : accuracyOf(replicate, condition!, images);
  const evaluations = Array.from({ length: 10 }, (_, index) => {
    const part = (index + 1) / 10;
    const fitted = 1.6 * Math.exp(-(condition === 'base' ? 4.5 : 6) * part * (0.6 + 1 / Math.log2(images + 2)));
    return {
      step: Math.round(steps * part),
      epoch: (steps * part * 64) / (5 * images),
      trainLoss: Math.max(0.003, fitted + 0.02 * noise(asked, index)),
      validationLoss: 2.4 * (1 - accuracy) + fitted * 0.6 + part * 0.1,
      validationAccuracy: accuracy,
    };
  });
  return {
    format: 'seedbed-manifest/1',
    id: id('id'),
    cellId: id('cell'),
    experiment: fixtureSpec.name,
    role,
    replicate,
    condition,
    images,
    cell: { role, replicate, images, learns: role === 'source' ? 'source' : 'target', labels: 'true' },
    sourceRun: null,
    numerics: 1,
    backend: { name: 'tensorflow', library: 'tensorflow 2.21.0', threads: 1, isa: 'default' },
    seeds: { split: '1', order: '2' },
    data: {
      plugin: 'fashionmnist',
      version: '1',
      fingerprint: digestOf('data'),
      classes: fixtureClasses,
      train: id('train'),
      validation: id('validation'),
      test: id('test'),
      order: id('order'),
    },
    outcome: { status: 'ok', step: null, reason: null },
    evaluations,
    loss: { steps, bits: '', chain: id('chain') },
    weights: { before: id('before'), after: id('after') },
    test: { images: 5000, accuracy, loss: 0.4, confusion: confusionOf(accuracy) },
    environment: {
      os: 'linux 6.1',
      cpu: { model: 'Fixture CPU', architecture: 'x64', features: ['avx2', 'fma'] },
      node: '20.19.0',
      packages: { '@tensorflow/tfjs': '4.22.0' },
      lockfile: digestOf('lockfile'),
      variables: { OMP_NUM_THREADS: '1' },
    },
    code: { commit: '0'.repeat(40), dirty: null, engine: digestOf('engine') },
    cost: {
      wallSeconds: steps / 40,
      cpuSeconds: steps / 42,
      peakMemoryBytes: 400 * 2 ** 20,
      finishedAt: '2026-11-24T10:00:00.000Z',
    },
    result: id('result'),
    digest: id('digest'),
    ...changes,
  };
}
