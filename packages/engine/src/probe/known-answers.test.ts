import { describe, expect, it } from 'vitest';
import { condensedAnswer } from '../testing/condensed-answer.js';
import { type Answer, referenceAnswer } from '../testing/reference-kernels.js';
import { referenceStep, stepGradient } from '../testing/reference-step.js';
import { type KernelCase, kernelCases, type KernelName, type Operand } from './cases.js';
import { type KnownAnswer, knownAnswers, knownStep } from './known-answers.js';
import { everyCase, nameOf } from './every-case.js';

function same(known: readonly KnownAnswer[] | undefined, reference: readonly Answer[]): void {
  expect(known?.map(({ shape }) => shape)).toEqual(reference.map(({ shape }) => shape));
  for (const [which, { values, terms }] of reference.entries())
    for (const [actual, wanted] of [[known?.[which]?.values, values], [known?.[which]?.terms, terms]] as const) {
      expect(actual).toHaveLength(wanted.length);
      wanted.forEach((value, at) => {
        const got = actual?.[at] as number;
        if (Number.isNaN(value)) return expect(got).toBeNaN();
        expect(Math.abs(got - value)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(value)));
      });
    } // prettier-ignore
}

describe('the known answers', () => {
  it.each(everyCase)('are what the reference gives: $kernel, $about', (each) => {
    same(knownAnswers[nameOf(each)], condensedAnswer(each));
  });

  it('are what the reference gives: a training step', () => {
    same(knownStep, referenceStep());
  });

  it('answer these cases and no others, each kernel among them', () => {
    expect(Object.keys(knownAnswers)).toEqual(everyCase.map(nameOf));
    expect(new Set(Object.keys(knownAnswers)).size).toBe(everyCase.length);
  });
});

/** A case's operands as doubles, one of them changed in one place. */
const shifted = ({ operands, ...each }: KernelCase, which: number, at: number, by: number): KernelCase => ({
  ...each,
  operands: operands.map((operand, index): Operand => {
    const values = Float64Array.from(operand.values) as unknown as Float32Array;
    if (index === which) values[at] = (values[at] as number) + by;
    return { ...operand, values };
  }),
});

/** How fast the sum of outputs, each weighted, changes with one number. */
function slope(each: KernelCase, which: number, at: number, weights: ArrayLike<number>): number {
  const width = 1e-4;
  const sum = (by: number) =>
    referenceAnswer(shifted(each, which, at, by))[0]!.values.reduce((total, value, index) => total + value * (weights[index] as number), 0); // prettier-ignore
  return (sum(width) - sum(-width)) / (2 * width);
}

const pairs = kernelCases.flatMap((forward) => {
  const gradientsOf = (kernel: KernelName, which: number) =>
    kernelCases.filter((each) => each.kernel === kernel && each.about === forward.about).map((each) => ({ ...each, forward, which })); // prettier-ignore
  if (forward.kernel === 'convolve') return [...gradientsOf('convolveInputGradient', 0), ...gradientsOf('convolveFilterGradient', 1)]; // prettier-ignore
  if (forward.kernel === 'convolveChannels') return [...gradientsOf('convolveChannelsInputGradient', 0), ...gradientsOf('convolveChannelsFilterGradient', 1)]; // prettier-ignore
  if (forward.kernel === 'averagePool') return gradientsOf('averagePoolGradient', 0);
  if (forward.kernel === 'maxPool') return forward.about.includes('ties') ? [] : gradientsOf('maxPoolGradient', 0);
  if (forward.kernel === 'addBias') return gradientsOf('biasGradient', 1);
  return [];
}); // prettier-ignore

describe('gradients are difference quotients of what they are gradients of', () => {
  it.each(pairs)('$kernel, $about', ({ forward, which, ...gradient }) => {
    const [{ values }] = referenceAnswer(gradient) as [Answer];
    const [dy] = gradient.operands as [Operand];
    const scale = Math.max(...values.map(Math.abs));
    values.forEach((value, at) => expect(Math.abs(slope(forward, which, at, dy.values) - value)).toBeLessThan(1e-6 * scale)); // prettier-ignore
  });

  it.each(kernelCases.filter(({ kernel, about }) => kernel === 'crossEntropy' && !about.includes('large')))(
    'crossEntropy, $about',
    (each) => {
      const [, gradient] = referenceAnswer(each) as [Answer, Answer];
      gradient.values.forEach((value, at) => expect(slope(each, 0, at, [1])).toBeCloseTo(value, 6));
    },
  );

  it('the whole network: quotients of other widths agree, so no maximum and no ReLU lies between', () => {
    const [wide, narrow] = [stepGradient(1e-4), stepGradient(1e-6)];
    wide.forEach((value, at) => expect(Math.abs(value - (narrow[at] as number))).toBeLessThan(1e-7));
    expect(Math.max(...wide.map(Math.abs))).toBeGreaterThan(0.1);
  });
});
