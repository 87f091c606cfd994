import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { numbers, propertySeed, relativeError } from '../testing/numbers.js';
import { clip } from './clip.js';
import type { Updated } from './optimizer.js';
import { sgd } from './sgd.js';

interface Asked {
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly weightDecay: number;
  readonly clipNorm?: number;
}

const asked = (changes: Partial<Asked> = {}): Asked => ({ momentum: 0, nesterov: false, weightDecay: 0, ...changes });

/** PyTorch 2's SGD after clip_grad_norm_, in doubles; see torch.optim.SGD's documentation. */
function expectedStep(p: number[], v: number[], raw: number[], rate: number, how: Asked) {
  const norm = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0));
  const factor = how.clipNorm === undefined || norm <= how.clipNorm ? 1 : how.clipNorm / norm;
  const gradient = raw.map((value, index) => value * factor + how.weightDecay * (p[index] as number));
  const velocity = gradient.map((value, index) => how.momentum * (v[index] as number) + value);
  const direction = velocity.map((value, index) =>
    how.nesterov ? (gradient[index] as number) + how.momentum * value : value,
  );
  return { parameters: p.map((value, index) => value - rate * (direction[index] as number)), velocity };
}

/** One step of the run: clipping, then the optimizer. */
async function step(p: number[], v: number[], g: number[], rate: number, how: Asked) {
  const before = tf.memory().numTensors;
  const { parameters, slots } = tf.tidy(() => {
    const gradient = clip(tf.tensor1d(g), how.clipNorm);
    const given = { parameters: tf.tensor1d(p), gradient, slots: { velocity: tf.tensor1d(v) } };
    return sgd.update({ ...given, rate: tf.scalar(rate), numbers: {} }, how) as never;
  }) as Updated;
  expect(Object.keys(slots)).toEqual(sgd.slots(how));
  const velocity = slots['velocity'] as tf.Tensor1D;
  const result = { parameters: Array.from(await parameters.data()), velocity: Array.from(await velocity.data()) };
  tf.dispose([parameters, velocity]);
  expect(tf.memory().numTensors).toBe(before);
  return result;
}

describeBackends(everyBackend, () => {
  it('descends as worked out by hand', async () => {
    const [p, v, g] = [[1, 2], [4, 0], [3, -4]] as [number[], number[], number[]]; // prettier-ignore
    expect(await step(p, v, g, 0.5, asked())).toEqual({ parameters: [-0.5, 4], velocity: [3, -4] });
    expect(await step(p, v, g, 0.5, asked({ momentum: 0.5 }))).toEqual({ parameters: [-1.5, 4], velocity: [5, -4] });
    expect(await step(p, v, g, 0.5, asked({ momentum: 0.5, nesterov: true }))).toEqual({
      parameters: [-1.75, 5],
      velocity: [5, -4],
    });
    // Decay is added to the gradient: 3 + 0.5, -4 + 1.
    expect(await step(p, v, g, 0.5, asked({ weightDecay: 0.5 }))).toEqual({
      parameters: [-0.75, 3.5],
      velocity: [3.5, -3],
    });
    // The gradient's norm is 5; decay is added after clipping.
    const clipped = await step(p, v, g, 1, asked({ clipNorm: 2.5, weightDecay: 1 }));
    expect(clipped).toEqual({ parameters: [-1.5, 2], velocity: [2.5, 0] });
  });

  it('follows the formula over several steps, whatever is asked', async () => {
    const options = fc.record({
      momentum: fc.constantFrom(0, 0.5, 0.9, 0.999),
      nesterov: fc.boolean(),
      weightDecay: fc.constantFrom(0, 1e-4, 0.1, 1),
      clipNorm: fc.constantFrom(undefined, 0.1, 1, 100),
      rate: fc.constantFrom(1e-3, 0.1, 1),
      length: fc.integer({ min: 1, max: 20 }),
      salt: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(options, async ({ rate, length, salt, clipNorm, ...rest }) => {
        const how = asked(clipNorm === undefined ? rest : { ...rest, clipNorm });
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
