import { sealVerification, type Verification, verificationFormat } from '@seedbed/core';
import type { VerifyResult } from '../../execution/verify-runs.js';

/** The record of a verification, as it is stored beside the results. */
export function verificationOf({ verified, here, setup }: VerifyResult, seed: number | null): Verification {
  return sealVerification({
    format: verificationFormat,
    verifiedAt: new Date().toISOString(),
    backend: here.backend,
    cpu: here.environment.cpu,
    node: process.version,
    engine: setup.code.engine,
    seed,
    runs: verified.map(({ run, comparison, judged, objections }) => ({
      runId: comparison.recorded.id,
      configId: run.configId,
      result: comparison.recorded.result,
      manifest: comparison.recorded.digest,
      engine: comparison.recorded.code.engine,
      judged,
      equal: comparison.bitwise,
      holds: objections.length === 0,
      differences: comparison.checks.filter(({ equal }) => !equal).map(({ name }) => name),
    })),
  });
}
