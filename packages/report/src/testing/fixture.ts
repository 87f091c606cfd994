import { cellIntervals, digestOf, type Manifest, type Verification } from '@seedbed/core';
import type { ComparedSet, ExpectedRun, MeasuredCell, ReportInput } from '../input.js';
import { fixtureClaims } from './fixture-claims.js';
import { fixtureManifest, type Asked } from './fixture-manifest.js';
import { conditions, fixtureSpec } from './fixture-spec.js';

export { fixtureManifest };

const replicates = [0, 1, 2];
const sizes = fixtureSpec.split.target.images;

const asked: readonly Asked[] = replicates.flatMap((replicate) => [
  { role: 'source' as const, replicate, condition: null, images: 1000 },
  ...sizes.flatMap((images) =>
    conditions.map((condition) => ({ role: 'cell' as const, replicate, condition, images })),
  ),
]);

/** What core would compute from these manifests. */
export function fixtureIntervals(manifests: readonly Manifest[]): MeasuredCell[] {
  return sizes.flatMap((images) =>
    conditions.map((condition) => {
      const values = manifests
        .filter(
          (run) => run.condition === condition && run.images === images && run.test && run.outcome.status === 'ok',
        )
        .map((run) => ({ replicate: run.replicate, accuracy: run.test!.accuracy * 100 }));
      const observed = values.map((value) => ({ ...value, condition, images }));
      return { condition, images, values, interval: cellIntervals(observed)[0]?.interval ?? null };
    }),
  );
}

/** A report's input in which everything finished. */
export function fixtureInput(changes: Partial<ReportInput> = {}): ReportInput {
  const manifests = changes.manifests ?? asked.map((run) => fixtureManifest(run));
  return {
    spec: fixtureSpec,
    expected: asked.map((run): ExpectedRun => ({ ...run, cellId: fixtureManifest(run).cellId })),
    claims: fixtureClaims,
    intervals: fixtureIntervals(manifests),
    ...changes,
    manifests,
  };
}

/** The same, with one run missing, one diverged, one failed and one there twice. */
export function incompleteInput(): ReportInput {
  const manifests = asked.flatMap((run): Manifest[] => {
    const at = `${run.replicate}/${run.condition}/${run.images}`;
    if (at === '1/S5T/500') return [];
    if (at === '2/S5T/500') {
      const outcome = { status: 'diverged' as const, step: 41, reason: 'the loss is not finite' };
      return [fixtureManifest(run, { outcome, test: null })];
    }
    if (at === '0/base/5')
      return [fixtureManifest(run, { outcome: { status: 'failed', step: null, reason: 'killed' }, test: null })];
    const once = fixtureManifest(run);
    if (at !== '0/FTall/25') return [once];
    const backend = { name: 'wasm', library: 'wasm 4.22.0', threads: 1, isa: 'simd' };
    return [
      once,
      fixtureManifest(run, {
        id: digestOf('twice'),
        digest: digestOf('twice too'),
        result: digestOf('other'),
        backend,
      }),
    ];
  });
  const counted = manifests.filter((run) => run.backend.name === 'tensorflow');
  return fixtureInput({ manifests, intervals: fixtureIntervals(counted) });
}

/** The same runs as another backend would give them: half a point better, other bits. */
export function fixtureWasm(): ComparedSet {
  const manifests = asked.map((run) => {
    const { test, ...rest } = fixtureManifest(run);
    const backend = { name: 'wasm', library: 'wasm 4.22.0', threads: 1, isa: 'simd' };
    return { ...rest, backend, test: { ...test!, accuracy: test!.accuracy + 0.005 }, result: digestOf(['wasm', run]) };
  });
  return { name: 'wasm', manifests, claims: fixtureInput().claims };
}

const recordedOf = ({ id, cellId, result, digest, code }: Manifest) =>
  ({ runId: id, cellId, result, manifest: digest, engine: code.engine }); // prettier-ignore

/** Two runs executed again, of which one differs. */
export function fixtureVerification(): Verification {
  const [first, second] = asked.map((run) => fixtureManifest(run)) as [Manifest, Manifest];
  return {
    format: 'seedbed-verification/2',
    verifiedAt: '2026-11-25T12:00:00.000Z',
    backend: { name: 'tensorflow', library: 'tensorflow 2.21.0', threads: 1, isa: 'default' },
    cpu: { model: 'Fixture CPU', architecture: 'x64', features: ['avx2'] },
    node: 'v20.19.0',
    engine: digestOf('engine'),
    seed: 7,
    runs: [
      { ...recordedOf(first), judged: 'bitwise', equal: true, holds: true, differences: [] },
      {
        ...recordedOf(second),
        judged: 'bitwise',
        equal: false,
        holds: false,
        differences: ['batch order'],
      },
    ],
    digest: digestOf('verification'),
  };
}
