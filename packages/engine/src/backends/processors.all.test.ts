import { existsSync, readFileSync } from 'node:fs';
import { arch } from 'node:os';
import type { BackendIdentity } from '@seedbed/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Elsewhere, missingEmulator, runElsewhere, trainedElsewhere } from '../testing/elsewhere.js';
import { lackingForPin } from './instruction-set.js';
import { tensorflowBackend } from './tensorflow.js';

/* Needs qemu-user: skipped by name with the reason where it is not there; with SEEDBED_REQUIRE_QEMU set it fails. */
const missing = missingEmulator();
const required = Boolean(process.env['SEEDBED_REQUIRE_QEMU']);
const title = missing === null ? 'on another processor' : `on another processor (skipped: ${missing})`;
const patience = 600_000;

describe.skipIf(missing !== null && !required)(title, () => {
  let here: unknown;

  beforeAll(async () => {
    expect(missing).toBeNull();
    here = await trainedElsewhere('wasm', { built: true });
    expect(here).toMatchObject({ loss: { steps: 12 } });
  });

  it(
    'WebAssembly trains to the same bits on a processor of 2008, without AVX and fused multiply-add',
    async () => {
      expect(await trainedElsewhere('wasm', { processor: 'Nehalem' })).toEqual(here);
    },
    patience,
  );

  const lacks =
    tensorflowBackend.missing() ??
    lackingForPin('AVX2', existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : null, arch());
  const optional = lacks !== null && !process.env['SEEDBED_REQUIRE_NATIVE'];

  // Other caches than here (64 KiB at level 1) and, without the pin, another answer to whether oneDNN is used.
  it.skipIf(optional)(
    `TensorFlow pinned to AVX2 computes every operation to the same bits${optional ? ` (skipped: ${lacks})` : ''}`,
    async () => {
      const operations = (where?: Elsewhere) => runElsewhere('./print-operations.ts', ['tensorflow', 'AVX2'], where);
      const natively = (await operations({ built: true })) as {
        identity: BackendIdentity;
        digests: Record<string, string>;
      };
      expect(natively.identity.isa).toBe('AVX2');
      expect(Object.keys(natively.digests).length).toBeGreaterThan(50);
      expect(await operations({ processor: 'max' })).toEqual(natively);
    },
    patience,
  );

  it.skipIf(optional)(
    `TensorFlow pinned to AVX2 trains to the same bits${optional ? ` (skipped: ${lacks})` : ''}`,
    async () => {
      const words = ['tensorflow', 'AVX2'];
      const natively = await runElsewhere('./print-digests.ts', words, { built: true });
      expect(await runElsewhere('./print-digests.ts', words, { processor: 'Haswell-v4' })).toEqual(natively);
    },
    patience,
  );
});
