import { beforeAll, describe, expect, it } from 'vitest';
import { missingEmulator, trainedElsewhere } from '../testing/elsewhere.js';

/* Needs qemu-user: skipped by name with the reason where it is not there; with SEEDBED_REQUIRE_QEMU set it fails. */
const missing = missingEmulator();
const required = Boolean(process.env['SEEDBED_REQUIRE_QEMU']);
const title = missing === null ? 'on another processor' : `on another processor (skipped: ${missing})`;
const patience = 600_000;

describe.skipIf(missing !== null && !required)(title, () => {
  let here: unknown;

  beforeAll(async () => {
    expect(missing).toBeNull();
    here = await trainedElsewhere('wasm');
    expect(here).toMatchObject({ loss: { steps: 12 } });
  });

  // All that the emulator knows, and a processor of 2008 without AVX and fused multiply-add.
  it.each(['max', 'Nehalem'])(
    'WebAssembly trains to the same bits: %s',
    async (processor) => {
      expect(await trainedElsewhere('wasm', { processor })).toEqual(here);
    },
    patience,
  );
});
