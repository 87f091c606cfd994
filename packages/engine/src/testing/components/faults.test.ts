import { type Component, type Configured, knownComponents, type MetricComponent } from '@seedbed/core';
import { layer, loss, meanOf, method, metric, ones, perExample, z } from '@seedbed/core/plugin';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { differentiated, layerCode, lossCode, methodCode } from '../../plugin.js';
import { describeBackends } from '../each-backend.js';
import { runsWith } from './cases.js';
import { checkHeld } from './conformance.js';
import { checkLayer } from './layer-checks.js';
import { checkLoss } from './loss-checks.js';
import { checkMetric } from './metric-checks.js';
import { registerExported } from './setup.js';
import { oneByOne, trained } from './trained.js';

/* Components as people write them who make a mistake: each is found. */

/* eslint-disable no-restricted-properties -- what the audit must catch */

const options = z.strictObject({});
const aLayer = (name: string, changes: Partial<Parameters<typeof layer>[0]> = {}) =>
  layer({ name, summary: 'A layer.', options, place: (_, { input }) => ({ output: input }), ...changes });
const aMethod = (name: string, changes: object = {}) => method({ name, summary: 'A method.', options, ...changes });
const code = { version: 1 };
let calls = 0;

const components: readonly Component[] = [
  aLayer('wrongGradient'),
  aLayer('otherShape', {
    place: (_, { input }) => ({ output: [...input.slice(0, -1), (input.at(-1) as number) + 1] }),
  }),
  aLayer('noUnit', { place: (_, { input }) => ({ output: input, parameters: [ones('factors', [input.at(-1) as number])] }) }), // prettier-ignore
  aMethod('chance'),
  aMethod('counting'),
  aMethod('darker', { draws: 'darker' }),
  loss({ name: 'wrongLoss', summary: 'A loss.', predicts: 'classes', options }),
];

const codes = {
  layer: [
    layerCode<{ x: Tensor }>({
      ...{ name: 'wrongGradient', ...code },
      forward: (_, x) => ({ output: tf.square(x), kept: { x } }),
      backward: (_, { x }, dy) => ({ input: tf.mul(dy, x), parameters: {} }),
    }),
    differentiated({ name: 'otherShape', ...code, output: (_, x) => tf.clone(x) }),
    differentiated({ name: 'noUnit', ...code, output: ({ parameters }, x) => tf.mul(x, parameters['factors'] as Tensor) }), // prettier-ignore
  ],
  method: [
    methodCode({ name: 'chance', ...code, gradient: (_, gradient) => tf.mul(gradient, Math.random()) as Tensor1D }),
    methodCode({ name: 'counting', ...code, gradient: (_, gradient) => tf.mul(gradient, 1 / (1 + calls++)) as Tensor1D }), // prettier-ignore
    methodCode({
      ...{ name: 'darker', ...code },
      image: () => ({
        draw: () => [],
        change: (pixels) => pixels.map((value) => value >> 1),
        inGraph: (pixels) => tf.mul(pixels, 0.25),
      }),
    }),
  ],
  loss: [
    lossCode({
      ...{ name: 'wrongLoss', ...code },
      of: ({ outputs }) => ({ mean: tf.mean(tf.square(outputs)), gradient: tf.mul(outputs, 2) as Tensor2D }),
    }),
  ],
};

const owner = 'faulty';
registerExported(owner, { components, codes });
const named = (name: string): Configured => `${owner}:${name}`;
const declared = (kind: Component['kind'], name: string) => knownComponents.find(kind, `${owner}:${name}`) as Component;

describeBackends(['wasm', 'tensorflow'], (backend) => {
  it.each([
    [
      'a gradient that is not that of the output',
      'wrongGradient',
      /the gradient of the input .* is .*, the difference quotient/,
    ],
    ['an output of another shape than it declares', 'otherShape', /the shape of its output is the declared one/],
    ['parameters that belong to no unit', 'noUnit', /does not say whether it is a unit/],
  ])('finds a layer with %s', async (_, name, message) => {
    await expect(checkLayer(declared('layer', name), named(name), backend().kernels)).rejects.toThrow(message);
  });

  it('finds a loss whose gradient is not that of its mean', async () => {
    await expect(checkLoss(declared('loss', 'wrongLoss'), named('wrongLoss'), backend().kernels)).rejects.toThrow('the gradient of the outputs'); // prettier-ignore
  });

  it('finds a method that draws a random number of its own', async () => {
    const { with: run } = runsWith(declared('method', 'chance'), named('chance'));
    await expect(trained(run, backend())).rejects.toMatchObject({ code: 'SB_UNSEEDED_RANDOM' });
  });

  it('finds a method that changes images in another way where they lie on the device', async () => {
    const checked = checkHeld(declared('method', 'darker'), named('darker'), backend());
    await expect(checked).rejects.toThrow('inGraph makes other images than change');
  });

  it('finds a method that remembers something outside of its slots', async () => {
    const { with: run } = runsWith(declared('method', 'counting'), named('counting'));
    const first = await trained(run, oneByOne(backend()));
    expect((await trained(run, oneByOne(backend()))).digests.after).not.toBe(first.digests.after);
  });
});

describe('a metric', () => {
  const share = (changes: Partial<MetricComponent>) =>
    metric({ name: 'm', summary: 'A metric.', unit: 'none', better: 'higher', of: 'part', ...changes });
  const right: NonNullable<MetricComponent['measure']> = ({ labels, classes, probabilities }) =>
    meanOf(perExample(labels.length, (each) => probabilities[each * classes + (labels[each] as number)] as number));

  it('passes where it is right', async () => {
    await checkMetric(share({ measure: right }));
  });

  it.each<[string, Partial<MetricComponent>, RegExp | object]>([
    ['says the wrong direction', { better: 'lower', measure: right }, /lower is better, but right predictions give/],
    ['is no percentage', { unit: '%', measure: (of) => ({ value: 101 + right(of).value, standardError: null }) }, /which is no percentage/], // prettier-ignore
    ['reads a clock', { measure: () => ({ value: Date.now(), standardError: null }) }, { code: 'SB_CLOCK_IN_RUN' }],
    ['changes the predictions', { measure: (of) => { of.probabilities.fill(1); return right(of); } }, /changes the predictions/], // prettier-ignore
  ])('is found where it %s', async (_, changes, refusal) => {
    const checked = expect(checkMetric(share(changes))).rejects;
    await (refusal instanceof RegExp ? checked.toThrow(refusal) : checked.toMatchObject(refusal));
  });
});
