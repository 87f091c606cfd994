import { knownComponents, type Settled, settled } from '@seedbed/core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codeOf } from '../config/codes.js';
import { describeBackends, everyBackend } from '../testing/each-backend.js';
import { numbers, propertySeed, relativeError } from '../testing/numbers.js';
import { referenceOptimizers, type Vectors } from '../testing/reference-optimizers.js';
import { optimizerCodes } from './index.js';

/** What an optimizer makes of gradients, one a step: parameters and slots at the end. */
function descended(
  name: string,
  written: object,
  start: ArrayLike<number>,
  gradients: readonly ArrayLike<number>[],
  rate: number,
) {
  const { version, options } = settled(knownComponents, 'optimizer', { [name]: { ...written } }) as Settled;
  const code = codeOf('optimizer', name, version);
  const before = tf.memory().numTensors;
  const scalars = (step: number) =>
    Object.fromEntries(
      Object.entries(code.numbers?.(options, step) ?? {}).map(([key, value]) => [key, tf.scalar(value)]),
    );
  const end = tf.tidy(() => {
    let parameters = tf.tensor1d(Float32Array.from(start));
    let slots: Readonly<Record<string, tf.Tensor1D>> = Object.fromEntries(
      code.slots(options).map((slot) => [slot, tf.zeros<tf.Rank.R1>([start.length])]),
    );
    for (const [index, gradient] of gradients.entries()) {
      const given = {
        parameters,
        gradient: tf.tensor1d(Float32Array.from(gradient)),
        slots,
        rate: tf.scalar(rate),
        numbers: scalars(index + 1),
      };
      ({ parameters, slots } = code.update(given, options));
    }
    expect(Object.keys(slots)).toEqual(code.slots(options));
    return { parameters, ...slots } as never;
  }) as Record<string, tf.Tensor1D>;
  const values = Object.fromEntries(Object.entries(end).map(([key, tensor]) => [key, [...tensor.dataSync()]]));
  tf.dispose(end);
  expect(tf.memory().numTensors).toBe(before);
  return values as Record<string, number[]>;
}

const closeTo = (expected: readonly number[]) => expected.map((value) => expect.closeTo(value, 6) as number);

describeBackends(everyBackend, () => {
  it('moves as worked out by hand', () => {
    const [start, gradient] = [[1, -2], [3, -4]] as const; // prettier-ignore
    const after = (name: string, options: object = {}, rate = 0.5, steps = 1) => descended(name, options, start, Array.from({ length: steps }, () => gradient), rate).parameters; // prettier-ignore
    // Of a first step both means are the gradient's: its sign is left.
    expect(after('adam')).toEqual(closeTo([0.5, -1.5]));
    expect(after('adamW', { weightDecay: 0.1 })).toEqual(closeTo([0.45, -1.4]));
    // Decay 0.75: the mean square is a quarter of the square, its root half of the gradient.
    expect(after('rmsProp', { decay: 0.75 })).toEqual(closeTo([0, -1]));
    // Then 7/16 of it: 1 / (√7 / 4) more, and with momentum half of the 2 before.
    expect(after('rmsProp', { decay: 0.75 }, 0.5, 2)).toEqual(closeTo([0 - 2 / Math.sqrt(7), -1 + 2 / Math.sqrt(7)]));
    expect(after('rmsProp', { decay: 0.75, momentum: 0.5 }, 0.5, 2)).toEqual(closeTo([-0.5 - 2 / Math.sqrt(7), -0.5 + 2 / Math.sqrt(7)])); // prettier-ignore
    // The sums of squares are one and two squares.
    expect(after('adaGrad')).toEqual(closeTo([0.5, -1.5]));
    expect(after('adaGrad', {}, 0.5, 2)).toEqual(closeTo([0.5 - 0.5 * Math.SQRT1_2, -1.5 + 0.5 * Math.SQRT1_2]));
    expect(after('lion')).toEqual(closeTo([0.5, -1.5]));
    // sign + 0.5 p: 1.5 and -2.
    expect(after('lion', { weightDecay: 0.5 })).toEqual(closeTo([0.25, -1]));
  });

  it('lets lion step by what its means say, and remember with the other decay', () => {
    const { parameters, mean } = descended('lion', { beta1: 0.5, beta2: 0.9 }, [0, 0], [[10, 1], [-0.4, -1]], 1) as { parameters: number[]; mean: number[] }; // prettier-ignore
    // Means after one step are 1 and 0.1; halves of them and of the gradients: 0.3 and -0.45.
    expect(parameters).toEqual([-2, 0]);
    expect(mean).toEqual(closeTo([0.9 - 0.04, 0.09 - 0.1]));
  });

  it('leaves what has no gradient and is 0 at 0, with decay too', () => {
    for (const { name } of optimizerCodes) {
      const moved = descended(name, { weightDecay: 0.1 }, [0, 1], [[0, 1], [0, 2], [-0, 0]], 0.1); // prettier-ignore
      for (const [what, values] of Object.entries(moved))
        expect(Object.is(values[0], 0), `${what} of ${name}`).toBe(true);
      expect(moved['parameters']?.[1], name).not.toBe(1);
    }
  });

  it('follows its formula over many steps, whatever is asked', () => {
    const asked = fc.record({
      name: fc.constantFrom(...Object.keys(referenceOptimizers)),
      options: fc.record({
        momentum: fc.constantFrom(0, 0.9),
        nesterov: fc.boolean(),
        decay: fc.constantFrom(0, 0.5, 0.99),
        beta1: fc.constantFrom(0, 0.9),
        beta2: fc.constantFrom(0, 0.9, 0.999),
        epsilon: fc.constantFrom(1e-8, 1e-2),
        weightDecay: fc.constantFrom(0, 1e-3, 0.1),
      }),
      rate: fc.constantFrom(1e-3, 0.05),
      length: fc.integer({ min: 1, max: 20 }),
      salt: fc.nat(),
    });
    fc.assert(
      fc.property(asked, ({ name, options, rate, length, salt }) => {
        const known = Object.keys(knownComponents.find('optimizer', name)?.options.shape ?? {});
        const own = Object.fromEntries(Object.entries(options).filter(([option]) => known.includes(option)));
        const start = numbers(`p${salt}`, length, 2);
        const gradients = Array.from({ length: 6 }, (_, step) => numbers(`g${step}/${salt}`, length, 2));
        const actual = descended(name, own, start, gradients, rate);
        const reference = referenceOptimizers[name]!;
        let expected: Vectors = { parameters: [...start] };
        for (const [index, gradient] of gradients.entries())
          expected = reference(expected, [...gradient], rate, index + 1, options);
        for (const [what, values] of Object.entries(expected)) {
          if (what in actual) expect(relativeError([...(actual[what] as number[]), 1], [...values, 1]), `${what} of ${name}`).toBeLessThan(2e-5); // prettier-ignore
        }
        expect(Object.keys(expected)).toEqual(expect.arrayContaining(Object.keys(actual)));
      }),
      { seed: propertySeed, numRuns: 100 },
    );
  });
});
