import { judgeManifests, type Manifest, type Verification } from '@seedbed/core';
import type { ComparedSet, ReportInput } from '../input.js';
import { example, inputOf, sha, syntheticManifest, syntheticPredicted } from './synthetic.js';

export const fixture = example('fashion-mnist');

/** 216 runs: five sizes, seven conditions, six replicates, and a source network in each replicate. */
const { plan } = fixture;

/** The run of the plan at these levels. */
export const plannedAt = (replicate: number, condition: string, size: string) =>
  plan.runs.find(({ replicate: own, at }) => own === replicate && at['condition'] === condition && at['size'] === size)!; // prettier-ignore

export const manifestAt = (replicate: number, condition: string, size: string, changes: Partial<Manifest> = {}) =>
  syntheticManifest(plannedAt(replicate, condition, size), changes);

/** A report's input in which everything finished. */
export const fixtureInput = (changes: Partial<ReportInput> = {}): ReportInput => inputOf(fixture, changes);

/** The same, with one run missing, one diverged, one failed and one there twice. */
export function incompleteInput(): ReportInput {
  const changed = (replicate: number, condition: string, size: string, changes: Partial<Manifest>) =>
    [plannedAt(replicate, condition, size).configId, changes] as const;
  const lost = plannedAt(1, 'S5T', '500').configId;
  const outcomes = new Map([
    changed(2, 'S5T', '500', { measured: null, outcome: { status: 'diverged', step: 41, reason: 'the loss is not finite' } }), // prettier-ignore
    changed(0, 'base', '5', { measured: null, outcome: { status: 'failed', step: null, reason: 'killed' } }),
  ]);
  const manifests = plan.runs.filter(({ configId }) => configId !== lost).map((run) => syntheticManifest(run, outcomes.get(run.configId))); // prettier-ignore
  const backend = { name: 'wasm', library: 'wasm 4.22.0', threads: 1, isa: 'simd' };
  const twice = manifestAt(0, 'FTall', '25', {
    id: sha('twice'),
    digest: sha('twice too'),
    result: sha('other'),
    backend,
  });
  // Two results of one run cannot be judged together.
  const claims = judgeManifests(fixture.experiment, plan, { manifests, predicted: syntheticPredicted });
  return fixtureInput({ manifests: [...manifests, twice], claims });
}

/** The same runs as another backend would give them: half a point better, other bits. */
export function fixtureWasm(): ComparedSet {
  const manifests = plan.runs.map((run) => {
    const { measured, ...rest } = syntheticManifest(run);
    const backend = { name: 'wasm', library: 'wasm 4.22.0', threads: 1, isa: 'simd' };
    const better = Object.fromEntries(
      Object.entries(measured ?? {}).map(([part, each]) => [part, { ...each, values: { ...each.values, accuracy: (each.values['accuracy'] ?? 0) + 0.5 } }]), // prettier-ignore
    );
    const weights = { ...rest.weights, after: sha('wasm weights', run.configId) };
    return { ...rest, backend, weights, measured: better, result: sha('wasm', run.configId) } as Manifest;
  });
  return { name: 'wasm', manifests, predicted: syntheticPredicted, claims: fixtureInput().claims };
}

const recordedOf = ({ id, configId, result, digest, code }: Manifest) =>
  ({ runId: id, configId, result, manifest: digest, engine: code.engine }); // prettier-ignore

/** Two runs executed again, of which one differs. */
export function fixtureVerification(): Verification {
  const [first, second] = plan.runs.map((run) => syntheticManifest(run)) as [Manifest, Manifest];
  return {
    format: 'seedbed-verification/3',
    verifiedAt: '2026-11-25T12:00:00.000Z',
    backend: { name: 'tensorflow', library: 'tensorflow 2.21.0', threads: 1, isa: 'default' },
    cpu: { model: 'Synthetic CPU', architecture: 'x64', features: ['avx2'] },
    node: 'v20.19.0',
    engine: sha('engine'),
    seed: 7,
    runs: [
      { ...recordedOf(first), judged: 'bitwise', equal: true, holds: true, differences: [] },
      { ...recordedOf(second), judged: 'bitwise', equal: false, holds: false, differences: ['batch order'] },
    ],
    digest: sha('verification'),
  };
}
