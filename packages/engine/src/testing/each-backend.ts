import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../backends/backend.js';
import { backends } from '../backends/registry.js';
import { useSwiftShader } from './swiftshader.js';

const isa = 'AVX2';
useSwiftShader();

/**
 * Describes tests once for each of `names`. A backend that is not provisioned is skipped by name with the reason;
 * with SEEDBED_REQUIRE_NATIVE set it fails instead. Inside, `backend()` is open and current, pinned as the recorded
 * experiments are where the processor has what that takes.
 */
export function describeBackends(names: readonly string[], body: (backend: () => Backend, name: string) => void): void {
  for (const provider of backends.filter(({ name }) => names.includes(name) && isTried(name))) {
    const missing = provider.missing();
    if (missing !== null && process.env['SEEDBED_REQUIRE_NATIVE']) {
      describe(provider.name, () => {
        it('is here, as SEEDBED_REQUIRE_NATIVE asks', () => expect.fail(missing));
      });
      continue;
    }
    const title = missing === null ? provider.name : `${provider.name} (skipped: ${missing})`;
    describe.skipIf(missing !== null)(title, () => {
      let opened: Backend | undefined;
      beforeAll(async () => {
        opened = await provider.open(provider.missing({ isa }) === null ? { isa } : {});
        await tf.setBackend(provider.name);
      });
      afterAll(() => {
        expect(tf.memory().numTensors, 'tensors left behind by this file').toBe(0);
      });
      body(() => opened as Backend, provider.name);
    });
  }
}

/** A graphics device, real or in software, is more than the README asks for. */
const isTried = (name: string) => name !== 'webgpu' || process.env['SEEDBED_TESTS'] === 'all';

/** Those on which the whole suite runs in reasonable time; webgpu is tried on a software device. */
export const everyBackend = ['cpu', 'wasm', 'tensorflow'];
