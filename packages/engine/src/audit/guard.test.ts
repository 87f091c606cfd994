import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { SeedbedError } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { requestOf } from '../testing/configs.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { syntheticDataset } from '../testing/synthetic-dataset.js';
// Before the plugins, as in a worker.
import { trainRun } from '../training/train.js';
import * as untrue from '../testing/untrue-to-seed.js';

const file = fileURLToPath(new URL('../testing/untrue-to-seed.ts', import.meta.url));
const lines = readFileSync(file, 'utf8').split('\n');
/** Where the one line that holds `text` stands. */
const placeOf = (text: string) => {
  const found = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
  expect(found, text).toHaveLength(1);
  return `${file}:${found[0]}`;
};
/** Whether tfjs-layers came with the optional tfjs-node. */
const layersHere = () => {
  try {
    return Boolean(createRequire(import.meta.url).resolve('@tensorflow/tfjs-layers'));
  } catch {
    return false;
  }
};

describeBackends(everyBackend, (backend) => {
  const train = (dataset = syntheticDataset(), kernels = backend().kernels) =>
    trainRun(requestOf({ training: { steps: 2 }, evaluations: 1 }), dataset, { ...backend(), kernels });

  /** The error that ends a run. */
  async function caught(...asked: Parameters<typeof train>): Promise<SeedbedError> {
    // A step that fails leaves its batch behind.
    tf.engine().startScope();
    const error: unknown = await train(...asked).then(
      () => expect.fail('the run was not stopped'),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(SeedbedError);
    expect((error as SeedbedError).exitCode).toBe(3);
    tf.engine().endScope();
    return error as SeedbedError;
  }

  describe('a plugin that calls', () => {
    const own = Object.entries(untrue.pixels).filter(([name]) => name !== 'seedrandom()');
    it.each(own)('%s is stopped, and named with its line', async (name, pixel) => {
      const { code, message } = await caught(untrue.datasetWith(pixel));
      const called = name.replace(' kept', '');
      expect(message).toBe(`${called} was called in a run at ${placeOf(`  '${name}': (value) =>`)}`);
      expect(code).toBe(/^(Math|crypto)/.test(called) ? 'SB_UNSEEDED_RANDOM' : 'SB_CLOCK_IN_RUN');
    });

    it('seedrandom without a seed is named behind the library', async () => {
      const { code, message } = await caught(untrue.datasetWith(untrue.pixels['seedrandom()']!));
      expect(message).toMatch(/^crypto\.randomBytes\(\) was called in a run at .*node_modules.seedrandom.*\.js:\d+, /);
      expect(message.endsWith(`, reached from ${placeOf("  'seedrandom()': (value) =>")}`)).toBe(true);
      expect(code).toBe('SB_UNSEEDED_RANDOM');
    });

    it('Math.random() and swallows the error does not save its run', async () => {
      const { message } = await caught(untrue.datasetWith(untrue.swallowing));
      expect(message).toBe(`Math.random() was called in a run at ${placeOf('// swallowed')}`);
    });

    it('seeded generators and given dates is left alone', async () => {
      const { outcome } = await train(untrue.datasetWith(untrue.seeded));
      expect(outcome.status).toBe('ok');
    });
  });

  describe('a kernel that draws with', () => {
    const stopped = async (noise: Parameters<typeof untrue.kernelsWith>[1], text: string | null) => {
      const { code, message } = await caught(syntheticDataset(), untrue.kernelsWith(backend().kernels, noise));
      expect(message).toMatch(/^Math\.random\(\) was called in a run at .*node_modules.@tensorflow.tfjs-core.*:\d+, /);
      const [, reached] = message.split(', reached from ');
      if (text === null) expect(reached?.replace(/:\d+$/, '')).toBe(fileURLToPath(import.meta.url));
      else expect(reached).toBe(placeOf(text));
      expect(code).toBe('SB_UNSEEDED_RANDOM');
    };

    it.each(Object.entries(untrue.noises))("TensorFlow.js's %s without a seed is stopped", async (name, noise) => {
      await stopped(noise, `  ${/ /.test(name) ? `'${name}'` : name}: (shape) =>`);
    });

    it.skipIf(!layersHere())(
      'an initializer of tfjs-layers without a seed, or with the seed 0, is stopped (skipped where tfjs-node is not installed)',
      async () => {
        const { glorotUniform, glorotNormal } = untrue.initializersOfLayers();
        await stopped((shape) => glorotUniform({}).apply(shape), null);
        await stopped((shape) => glorotNormal({ seed: 0 }).apply(shape), null);
      },
    );

    it('a seed is left alone', async () => {
      const noisy = untrue.kernelsWith(backend().kernels, untrue.seededNoise);
      const digests = await Promise.all([train(syntheticDataset(), noisy), train(syntheticDataset(), noisy)]);
      expect(digests[0].digests).toEqual(digests[1].digests);
    });
  });
});
