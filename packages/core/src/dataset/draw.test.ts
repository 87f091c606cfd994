import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LearnConfig } from '../plan/run-config.js';
import { type Drawing, drawingOf, streamsOf } from '../testing/learning.js';
import { drawExamples } from './draw.js';
import type { Example } from './drawn.js';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const data = {
  classes: letters,
  counts: {
    train: letters.map((_, index) => 30 + index),
    test: letters.map((_, index) => 3 + index),
    validation: letters.map(() => 0),
  },
};
const draw = (run: Drawing) => drawExamples(run, data, streamsOf(run));
const keys = (examples: readonly Example[]) => examples.map(({ classIndex, item }) => `${letters[classIndex]}${item}`);
const { data: groups } = drawingOf().learn;
/** A run that learns all classes, of a set of that name. */
const whole = (learn: Partial<LearnConfig>, set: Partial<LearnConfig['data']> = {}) =>
  drawingOf({ learn: { data: { plugin: 'letters', name: 'all', ...set }, classes: undefined, perClass: undefined, ...learn } }); // prettier-ignore

const seeds = fc.record({ seed: fc.nat(), replicate: fc.nat(20) });
const property = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, check), { numRuns: 40, seed: 12 });

describe('examples', () => {
  it('of a smaller training set are among those of a larger one; validation and test are the same at each size', () => {
    property(fc.tuple(seeds, fc.nat(12), fc.nat(13)), ([at, n, extra]) => {
      const [small, large] = [n + 1, n + 1 + extra].map((perClass) => draw(drawingOf({ ...at, learn: { perClass } })));
      const [few, many] = [keys(small!.train), new Set(keys(large!.train))];
      expect(few.filter((key) => !many.has(key))).toEqual([]);
      expect([few.length, many.size]).toEqual([2 * (n + 1), 2 * (n + 1 + extra)]);
      expect([small!.validation, small!.test, small!.classes]).toEqual([
        large!.validation,
        large!.test,
        large!.classes,
      ]);
    });
  });

  it('of training and validation are disjoint, each once, as many of each class, rightly labelled', () => {
    const asked = fc.tuple(seeds, fc.integer({ min: 1, max: 26 }), fc.constantFrom('source', 'target'));
    property(asked, ([at, perClass, group]) => {
      const { classes, train, validation, test } = draw(drawingOf({ ...at, learn: { perClass, classes: group } }));
      const both = [...train, ...validation];
      expect(new Set(keys(both)).size).toBe(both.length);
      expect([train.length, validation.length]).toEqual([classes.length * perClass, classes.length * 4]);
      for (const { classIndex, item, label } of [...both, ...test]) {
        expect(letters[classIndex]).toBe(classes[label]);
        expect(item).toBeGreaterThanOrEqual(0);
      }
      for (const { classIndex, item } of both) expect(item).toBeLessThan(data.counts.train[classIndex]!);
      const expected = classes.flatMap((name) =>
        Array.from({ length: 3 + letters.indexOf(name) }, (_, i) => `${name}${i}`),
      );
      expect(keys(test)).toEqual(expected);
    });
  });

  it('depend on seed, replicate, classes and counts only: not on the stage or how it trains', () => {
    const before = draw(drawingOf());
    const training = { optimizer: 'adam', learningRate: 9, batchSize: 9, epochs: 9 };
    expect(draw(drawingOf({ training }))).toEqual(before);
    expect(draw(drawingOf({ seed: 2 }))).not.toEqual(before);
    expect(draw(drawingOf({ replicate: 1 }))).not.toEqual(before);
  });

  it('may be all of a class, and no more', () => {
    const listed = { ...groups, classes: { source: 2, target: ['a', 'b'] } };
    expect(draw(drawingOf({ learn: { data: listed, perClass: 26 } })).train).toHaveLength(52);
    expect(() => draw(drawingOf({ learn: { data: listed, perClass: 27 } }))).toThrow(
      expect.objectContaining({
        code: 'SB_DATA_TOO_FEW',
        exitCode: 2,
        message:
          'class "a" of group "target" has 30 training examples, of which 26 are left, but 27 to train on are asked for',
      }),
    );
    const most = draw(drawingOf({ learn: { data: listed, perClass: { atMost: 27 } } }));
    expect(most.train).toHaveLength(26 + 27);
  });

  it('are all that are left where no amount is said, and come to the same as when it is said', () => {
    const run = draw(whole({}, { validation: { perClass: 4 } }));
    const left = data.counts.train.map((count) => count - 4);
    const all = left.reduce((sum, count) => sum + count, 0);
    expect(run.train).toHaveLength(all);
    expect(new Set(keys([...run.train, ...run.validation])).size).toBe(all + 32);
    for (const amount of [{ examples: all }, { share: 1 }, { perClass: { atMost: 99 } }]) {
      expect(draw(whole(amount, { validation: { perClass: 4 } })).train).toEqual(run.train);
    }
    expect(() => draw(whole({ examples: all + 1 }, { validation: { perClass: 4 } }))).toThrow(
      `set "all" has ${all + 32} training examples, of which ${all} are left, but ${all + 1} to train on are asked for`,
    );
  });

  it('are tested on from the training examples where that is asked for: these first, then validation, then training', () => {
    property(seeds, (at) => {
      const all = draw({ ...whole({}), ...at });
      const parts = draw({ ...whole({ perClass: 7 }, { test: { perClass: 3 }, validation: { perClass: 5 } }), ...at });
      for (const [label] of letters.entries()) {
        const of = (examples: readonly Example[]) => examples.filter((each) => each.label === label);
        const order = of(all.train);
        expect(of(parts.test)).toEqual(order.slice(0, 3));
        expect(of(parts.validation)).toEqual(order.slice(3, 8));
        expect(of(parts.train)).toEqual(order.slice(8, 15));
      }
    });
  });

  it('of validation are those of the set where it has such a part and none is asked for: all of them, of these classes', () => {
    const own = { ...data, counts: { ...data.counts, validation: letters.map((_, index) => index) } };
    const of = (run: Drawing) => drawExamples(run, own, streamsOf(run));
    const run = whole({ perClass: 30 });
    expect(keys(of(run).validation)).toEqual(letters.flatMap((name, index) => Array.from({ length: index }, (_, item) => `${name}${item}`))); // prettier-ignore
    expect([of(run).train, of(run).test]).toEqual([draw(run).train, draw(run).test]);
    const listed = whole({}, { classes: ['c', 'b'] });
    expect(of(listed).validation).toEqual([{ classIndex: 1, item: 0, label: 0 }, { classIndex: 2, item: 0, label: 1 }, { classIndex: 2, item: 1, label: 1 }]); // prettier-ignore
    const asked = whole({ perClass: 20 }, { validation: { perClass: 5 } });
    expect(of(asked)).toEqual(draw(asked));
  });

  it('need no draw where nothing is taken and nothing is trained', () => {
    const run = { ...whole({}), training: undefined };
    const streams = streamsOf(run);
    expect(drawExamples(run, data, streams).test).toHaveLength(3 * 8 + 28);
    expect(streams.used).toEqual({});
  });

  it('of a group are the same in every stage that learns it, so that no stage trains on what another validates on', () => {
    property(seeds, (at) => {
      const [few, many] = [12, 26].map((perClass) => draw(drawingOf({ ...at, learn: { perClass } })));
      expect(many!.validation).toEqual(few!.validation);
      const learned = new Set(keys(many!.train));
      expect(keys(few!.validation).filter((key) => learned.has(key))).toEqual([]);
    });
  });

  it('are drawn apart where the purpose is tagged, and nothing else is', () => {
    const run = drawingOf({ streams: { subset: 'b' } });
    const streams = streamsOf(run);
    const [plain, tagged] = [draw(drawingOf()), drawExamples(run, data, streams)];
    expect(tagged.classes).toEqual(plain.classes);
    expect(tagged.train).not.toEqual(plain.train);
    expect(Object.keys(streams.used)).toEqual(['split', ...plain.classes.map((name) => `target/subset@b/${name}`)]);
  });
});
