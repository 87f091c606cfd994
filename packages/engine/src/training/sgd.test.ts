import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SgdOptions } from '../config/training.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { numbers, propertySeed, relativeError } from '../testing/numbers.js';
import { clip, descend } from './sgd.js';

const sgd = (changes: Partial<SgdOptions> = {}): SgdOptions => ({
  momentum: 0,
  nesterov: false,
  weightDecay: 0,
  ...changes,
});

/** PyTorch 2's SGD after clip_grad_norm_, in doubles; see torch.optim.SGD's documentation. */
function expectedStep(p: number[], v: number[], raw: number[], rate: number, how: SgdOptions) {
  const norm = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0));
  const factor = how.clipNorm === undefined || norm <= how.clipNorm ? 1 : how.clipNorm / norm;
  const gradient = raw.map((value, index) => value * factor + how.weightDecay * (p[index] as number));
  const velocity = gradient.map((value, index) => how.momentum * (v[index] as number) + value);
  const direction = velocity.map((value, index) =>
    how.nesterov ? (gradient[index] as number) + how.momentum * value : value,
  );
  return { parameters: p.map((value, index) => value - rate * (direction[index] as number)), velocity };
}

async function step(p: number[], v: number[], g: number[], rate: number, how: SgdOptions) {
  const before = tf.memory().numTensors;
  const state = tf.tidy(() => {
    const { parameters, velocity } = descend({ parameters: tf.tensor1d(p), velocity: tf.tensor1d(v) }, tf.tensor1d(g), rate, how); // prettier-ignore
    return { parameters, velocity };
  });
  const result = {
    parameters: Array.from(await state.parameters.data()),
    velocity: Array.from(await state.velocity.data()),
  };
  tf.dispose([state.parameters, state.velocity]);
  expect(tf.memory().numTensors).toBe(before);
  return result;
}

describeBackends(everyBackend, () => {
  it('descends as worked out by hand', async () => {
    const [p, v, g] = [[1, 2], [4, 0], [3, -4]] as [number[], number[], number[]]; // prettier-ignore
    expect(await step(p, v, g, 0.5, sgd())).toEqual({ parameters: [-0.5, 4], velocity: [3, -4] });
    expect(await step(p, v, g, 0.5, sgd({ momentum: 0.5 }))).toEqual({ parameters: [-1.5, 4], velocity: [5, -4] });
    expect(await step(p, v, g, 0.5, sgd({ momentum: 0.5, nesterov: true }))).toEqual({
      parameters: [-1.75, 5],
      velocity: [5, -4],
    });
    // Decay is added to the gradient: 3 + 0.5, -4 + 1.
    expect(await step(p, v, g, 0.5, sgd({ weightDecay: 0.5 }))).toEqual({
      parameters: [-0.75, 3.5],
      velocity: [3.5, -3],
    });
    // The gradient's norm is 5; decay is added after clipping.
    const clipped = await step(p, v, g, 1, sgd({ clipNorm: 2.5, weightDecay: 1 }));
    expect(clipped).toEqual({ parameters: [-1.5, 2], velocity: [2.5, 0] });
  });

  it('clips only gradients that are longer than asked, to that length', async () => {
    const clipped = async (values: number[], norm: number | undefined) => {
      const tensor = tf.tidy(() => clip(tf.tensor1d(values), norm));
      const result = Array.from(await tensor.data());
      tensor.dispose();
      return result;
    };
    expect(await clipped([3, -4], 10)).toEqual([3, -4]);
    expect(await clipped([3, -4], 5)).toEqual([3, -4]);
    expect(await clipped([3, -4], undefined)).toEqual([3, -4]);
    expect(await clipped([0, 0], 1)).toEqual([0, 0]);
    expect(relativeError(await clipped([30, -40], 1), [0.6, -0.8])).toBeLessThan(1e-6);
  });

  it('follows the formula over several steps, whatever is asked', async () => {
    const asked = fc.record({
      momentum: fc.constantFrom(0, 0.5, 0.9, 0.999),
      nesterov: fc.boolean(),
      weightDecay: fc.constantFrom(0, 1e-4, 0.1, 1),
      clipNorm: fc.constantFrom(undefined, 0.1, 1, 100),
      rate: fc.constantFrom(1e-3, 0.1, 1),
      length: fc.integer({ min: 1, max: 20 }),
      salt: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ rate, length, salt, clipNorm, ...rest }) => {
        const how = sgd(clipNorm === undefined ? rest : { ...rest, clipNorm });
        const vector = (name: string) => Array.from(numbers(`${name}${salt}`, length, 2));
        let expected = { parameters: vector('p'), velocity: vector('v') };
        let actual = expected;
        for (let round = 0; round < 3; round++) {
          const gradient = vector(`g${round}`);
          expected = expectedStep(expected.parameters, expected.velocity, gradient, rate, how);
          actual = await step(actual.parameters, actual.velocity, gradient, rate, how);
        }
        const scale = [...expected.parameters, ...expected.velocity, 1];
        expect(relativeError([...actual.parameters, ...actual.velocity, 1], scale)).toBeLessThan(1e-5);
      }),
      { seed: propertySeed, numRuns: 60 },
    );
  });
});
