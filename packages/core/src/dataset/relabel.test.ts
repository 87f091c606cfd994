import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configured } from '../components/component.js';
import { type Drawing, drawingOf, streamsOf } from '../testing/learning.js';
import { drawExamples } from './draw.js';
import type { Example } from './drawn.js';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const counts = { train: letters.map(() => 400), test: letters.map(() => 50), validation: letters.map(() => 0) };
const data = { classes: letters, counts };
const draw = (run: Drawing) => drawExamples(run, data, streamsOf(run));
const transformed = (transforms: Configured[], more: Partial<Drawing['learn']> = {}, at: Partial<Drawing> = {}) =>
  draw(drawingOf({ ...at, learn: { transforms, ...more } }));
const labels = (examples: readonly Example[]) => examples.map(({ label }) => label);
const keys = (examples: readonly Example[]) => examples.map(({ classIndex, item }) => `${classIndex}/${item}`);
const seeds = fc.record({ seed: fc.nat(), replicate: fc.nat(20) });

describe('labels that are shuffled', () => {
  it('are a permutation of the true ones over the same images; validation and test keep theirs', () => {
    const moved: boolean[] = [];
    fc.assert(
      fc.property(seeds, (at) => {
        const [right, wrong] = [transformed([], {}, at), transformed(['shuffleLabels'], {}, at)];
        expect(keys(wrong.train)).toEqual(keys(right.train));
        expect(labels(wrong.train).sort()).toEqual(labels(right.train).sort());
        expect([wrong.validation, wrong.test]).toEqual([right.validation, right.test]);
        moved.push(labels(wrong.train).some((label, index) => label !== right.train[index]!.label));
      }),
      { numRuns: 40, seed: 12 },
    );
    expect(moved.every(Boolean)).toBe(true);
  });

  it('are those of the parts that are asked for', () => {
    const right = transformed([]);
    const wrong = transformed([{ shuffleLabels: { parts: ['test'] } }]);
    expect([wrong.train, wrong.validation]).toEqual([right.train, right.validation]);
    expect(labels(wrong.test)).not.toEqual(labels(right.test));
  });
});

describe('labels that are drawn at random', () => {
  const random = (share: number, more: Partial<Drawing['learn']> = {}) =>
    transformed([{ randomLabels: { share } }], { classes: 'source', ...more });
  const of = (run: { train: readonly Example[] }) => new Map(run.train.map((each) => [keys([each])[0], each.label]));

  it('are as many as asked for, among all classes, each as often', () => {
    const [right, wrong] = [random(0.001, { perClass: 396 }), random(0.5, { perClass: 396 })];
    const changed = labels(wrong.train).filter((label, index) => label !== right.train[index]!.label);
    // Half are drawn, of which a third draws its own label.
    expect(Math.abs(changed.length / wrong.train.length - 1 / 3)).toBeLessThan(0.04);
    const all = labels(random(1, { perClass: 396 }).train);
    for (const label of [0, 1, 2]) expect(Math.abs(all.filter((each) => each === label).length / 396 - 1)).toBeLessThan(0.2); // prettier-ignore
    expect([wrong.validation, wrong.test]).toEqual([right.validation, right.test]);
  });

  it('stay when the share grows, and when there are more examples', () => {
    const shares = [0.2, 0.5, 1].map((share) => of(random(share, { perClass: 200 })));
    const right = of(transformed([], { classes: 'source', perClass: 200 }));
    for (const [small, large] of [
      [shares[0]!, shares[1]!],
      [shares[1]!, shares[2]!],
    ] as const) {
      // prettier-ignore
      for (const [key, label] of small) if (label !== right.get(key)) expect(large.get(key)).toBe(label);
    }
    const [few, many] = [of(random(0.5, { perClass: 20 })), of(random(0.5, { perClass: 300 }))];
    for (const [key, label] of few) expect(many.get(key)).toBe(label);
  });

  it('are drawn once an example, whatever the part it is in', () => {
    const parts = ['train', 'validation', 'test'];
    const { train, validation, test } = transformed([{ randomLabels: { share: 1, parts } }]);
    const more = transformed([{ randomLabels: { share: 1, parts } }], { data: { ...drawingOf().learn.data, validation: { perClass: 8 } }, perClass: 8 }); // prettier-ignore
    const both = new Map([...train, ...validation].map((each) => [keys([each])[0], each.label]));
    for (const each of [...more.train, ...more.validation]) expect(both.get(keys([each])[0]) ?? each.label).toBe(each.label); // prettier-ignore
    // A test example has numbers of its own, whatever training example has its place.
    const others = test.filter((each) => both.has(keys([each])[0]));
    expect(others.some((each) => both.get(keys([each])[0]) !== each.label)).toBe(true);
    expect(more.test).toEqual(test);
  });

  it('are others in the own validation part of a set, and those of training and test are what they were', () => {
    const parts = ['train', 'validation', 'test'];
    const own = { ...data, counts: { ...counts, validation: letters.map(() => 50) } };
    const run = drawingOf({ learn: { data: { plugin: 'letters' }, classes: undefined, perClass: 40, transforms: [{ randomLabels: { share: 1, parts } }] } }); // prettier-ignore
    const [drawn, without] = [drawExamples(run, own, streamsOf(run)), draw(run)];
    expect([drawn.train, drawn.test]).toEqual([without.train, without.test]);
    // A validation example has numbers of its own, whatever training or test example has its place.
    const agreeing = (part: 'train' | 'test') => {
      const other = new Map(drawn[part].map((each) => [keys([each])[0], each.label]));
      const both = drawn.validation.filter((each) => other.has(keys([each])[0]));
      return both.filter((each) => other.get(keys([each])[0]) === each.label).length / both.length;
    };
    expect([agreeing('train') < 0.5, agreeing('test') < 0.5]).toEqual([true, true]);
  });

  it('of a class do not depend on the number of other classes, but for the labels that there are', () => {
    const noisy = (classes: Drawing['learn']['data']['classes']) =>
      transformed([{ randomLabels: { share: 0.5 } }], { data: { plugin: 'letters', classes }, classes: 'a' });
    const [three, four] = [noisy({ a: ['a', 'b', 'c'] }), noisy({ a: ['a', 'b', 'c', 'd'] })];
    const wrong = ({ train }: typeof three) => train.filter(({ classIndex, label }) => classIndex < 3 && label !== classIndex).map((each) => keys([each])[0]); // prettier-ignore
    const both = new Set(wrong(four));
    expect(wrong(three).filter((key) => both.has(key)).length / wrong(three).length).toBeGreaterThan(0.7);
  });
});

describe('classes that are kept', () => {
  const own = ['a', 'c', 'f'];
  const of = (transforms: Configured[]) =>
    transformed(transforms, {
      data: { plugin: 'letters', classes: own, validation: { perClass: 4 } },
      classes: undefined,
    });

  it('leave their examples, as they were drawn, with the labels that they have among all classes', () => {
    const [all, kept] = [of([]), of([{ keep: { classes: ['f', 'a'] } }])];
    expect(kept.train).toEqual(all.train.filter(({ label }) => label !== 1));
    expect(new Set(labels(kept.train))).toEqual(new Set([0, 2]));
    expect([kept.classes, kept.validation, kept.test]).toEqual([all.classes, all.validation, all.test]);
  });

  it('are those of the set, whatever labels were given before, in the parts that are asked for', () => {
    const noisy = { randomLabels: { share: 1 } };
    const [all, kept] = [of([noisy]), of([noisy, { keep: { classes: ['c'], parts: ['train', 'test'] } }])];
    expect(kept.train).toEqual(all.train.filter(({ classIndex }) => classIndex === 2));
    expect(kept.test).toEqual(all.test.filter(({ classIndex }) => classIndex === 2));
    expect(kept.validation).toEqual(all.validation);
  });

  it('leave nothing where none of them is learned', () => {
    expect(of([{ keep: { classes: ['b'] } }]).train).toEqual([]);
  });
});

it('leaves transforms of values to whoever computes, and refuses what is none', () => {
  expect(transformed(['shufflePixels', { gaussianPixels: { parts: ['test'] } }])).toEqual(transformed([]));
  expect(() => transformed(['noSuchTransform'])).toThrow(TypeError);
});
