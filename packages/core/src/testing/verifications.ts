import type { Manifest } from '../manifest/schema.js';
import { sealVerification, type Verification, verificationFormat } from '../verify/verification.js';

/** The record of a verification in which these runs came out equal. @param engine the sources that executed them again. */
export function verificationOfRuns(
  manifests: readonly Manifest[],
  engine: string | null = manifests[0]?.code.engine ?? null,
): Verification {
  const [first] = manifests as [Manifest, ...Manifest[]];
  return sealVerification({
    format: verificationFormat,
    verifiedAt: '2026-11-25T12:00:00.000Z',
    backend: first.backend,
    cpu: first.environment.cpu,
    node: first.environment.node,
    engine,
    seed: null,
    runs: manifests.map(({ id, configId, result, digest, code }) => ({
      ...{ runId: id, configId, result, manifest: digest, engine: code.engine },
      ...{ judged: 'bitwise' as const, equal: true, holds: true, differences: [] },
    })),
  });
}
