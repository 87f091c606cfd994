import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend, BackendProvider } from '../backends/backend.js';
import { backends } from '../backends/registry.js';
import { askSeldom, useSwiftShader } from './swiftshader.js';

const isa = 'AVX2';
const inSoftware = useSwiftShader();

/** Each is opened once in a process, though several files may share it. */
const opened = new Map<string, Promise<Backend>>();
function open(provider: BackendProvider): Promise<Backend> {
  const known = opened.get(provider.name);
  if (known) return known;
  if (provider.name === 'webgpu' && inSoftware) askSeldom();
  const opening = provider.open(provider.missing({ isa }) === null ? { isa } : {});
  opened.set(provider.name, opening);
  return opening;
}

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
      let current: Backend | undefined;
      beforeAll(async () => {
        current = await open(provider);
        await tf.setBackend(provider.name);
      });
      afterAll(() => {
        expect(tf.memory().numTensors, 'tensors left behind by this file').toBe(0);
      });
      body(() => current as Backend, provider.name);
    });
  }
}

/** A graphics device, real or in software, is more than the README asks for. */
const isTried = (name: string) => name !== 'webgpu' || process.env['SEEDBED_TESTS'] === 'all';

/** Those on which the whole suite runs in reasonable time; webgpu is tried on a software device. */
export const everyBackend = ['cpu', 'wasm', 'tensorflow'];
