import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Drawing, drawingOf, streamsOf } from '../testing/learning.js';
import type { Part } from './contract.js';
import { takeGroups } from './draw-groups.js';
import { drawExamples } from './draw.js';
import type { Drawn, Example } from './drawn.js';

/** Three classes, and twenty-three groups of a few examples that go through all of them. */
const classes = ['a', 'b', 'c'];
const numbers = [40, 31, 20].map((count) => Array.from({ length: count }, (_, item) => (item * 7) % 23));
const groupOf = (part: Part, classIndex: number, item: number) => {
  if (part !== 'train') throw new Error('groups of other parts do not matter');
  return numbers[classIndex]![item]!;
};
const counts = { train: numbers.map(({ length }) => length), test: [2, 2, 2], validation: [0, 0, 0] };
const data = { classes, counts, grouped: true, groupOf };
const draw = (run: Drawing, of = data): Drawn => drawExamples(run, of, streamsOf(run));

const asking = (set: Partial<Drawing['learn']['data']>, at: Partial<Omit<Drawing, 'learn'>> = {}, learn: Partial<Drawing['learn']> = {}) =>
  drawingOf({ ...at, learn: { data: { plugin: 'patients', name: 'all', ...set }, classes: undefined, perClass: undefined, ...learn } }); // prettier-ignore
const groupsOf = (examples: readonly Example[]) => new Set(examples.map(({ classIndex, item }) => numbers[classIndex]![item]!)); // prettier-ignore
const sizes = new Map<number, number>();
for (const group of numbers.flat()) sizes.set(group, (sizes.get(group) ?? 0) + 1);

const runs = fc.record({ seed: fc.nat(), replicate: fc.nat(20), test: fc.double({ min: 0.05, max: 0.4, noNaN: true }), validation: fc.integer({ min: 1, max: 30 }) }); // prettier-ignore
const property = (check: (run: Drawing, asked: { test: number; validation: number }) => void) =>
  fc.assert(
    fc.property(runs, ({ seed, replicate, test, validation }) => {
      const run = asking({ test: { share: test }, validation: { examples: validation } }, { seed, replicate });
      check(run, { test: Math.round(test * 91), validation });
    }),
    { numRuns: 60, seed: 12 },
  );

describe('where examples belong to groups', () => {
  it('nobody is on two sides, and every example is on one', () => {
    property((run) => {
      const { train, validation, test } = draw(run);
      const [of, others] = [groupsOf(train), [groupsOf(validation), groupsOf(test)]];
      expect(others.some((each) => [...each].some((group) => of.has(group)))).toBe(false);
      expect([...others[0]!].some((group) => others[1]!.has(group))).toBe(false);
      const all = [...train, ...validation, ...test].map(({ classIndex, item }) => `${classIndex}/${item}`);
      expect([all.length, new Set(all).size]).toEqual([91, 91]);
    });
  });

  it('so many are taken as are asked for, give or take half a group', () => {
    property((run, asked) => {
      const { test, validation } = draw(run);
      for (const [part, n] of [[test, asked.test], [validation, asked.validation]] as const) {
        expect(Math.abs(part.length - n)).toBeLessThanOrEqual(Math.max(...sizes.values()) / 2);
      } // prettier-ignore
    });
  });

  it('test and validation are the same whatever is trained on, and others by seed and replicate', () => {
    const set = { test: { share: 0.2 }, validation: { examples: 10 } };
    const [few, many] = [5, 40].map((examples) => draw(asking(set, {}, { examples })));
    expect([few!.test, few!.validation]).toEqual([many!.test, many!.validation]);
    const items = new Set(many!.train.map(({ classIndex, item }) => `${classIndex}/${item}`));
    expect(few!.train.every(({ classIndex, item }) => items.has(`${classIndex}/${item}`))).toBe(true);
    const drawn = [{}, { seed: 2 }, { replicate: 1 }].map((at) => [...groupsOf(draw(asking(set, at)).test)].join());
    expect(new Set(drawn).size).toBe(3);
  });

  it('test is the same whether validation is taken, too; parts that are the set’s own need no groups', () => {
    const test = { test: { share: 0.3 } };
    expect(draw(asking({ ...test, validation: { share: 0.1 } })).test).toEqual(draw(asking(test)).test);
    const run = asking({});
    const streams = streamsOf(run);
    expect(drawExamples(run, data, streams).test).toHaveLength(6);
    expect(Object.keys(streams.used).some((name) => name.endsWith('/groups'))).toBe(false);
  });

  it('a number of each class is refused, and so are more than there are', () => {
    const refused = (code: string, message: string) => expect.objectContaining({ code, exitCode: 2, message });
    for (const [part, use] of [['test', 'for testing'], ['validation', 'for validation']] as const) {
      for (const perClass of [2, { atMost: 2 }]) {
        expect(() => draw(asking({ [part]: { perClass } }))).toThrow(
          refused('SB_DATA_GROUPS', `set "all" has examples that belong to groups, which stay together: no number of each class can be taken ${use}`), // prettier-ignore
        );
      }
    } // prettier-ignore
    expect(() => draw(asking({ test: { examples: 92 } }))).toThrow(
      refused('SB_DATA_TOO_FEW', 'set "all" has 91 training examples, but 92 for testing are asked for'),
    );
  });

  it('training may still ask for so many of each class', () => {
    expect(draw(asking({ test: { share: 0.1 } }, {}, { perClass: 3 })).train).toHaveLength(9);
  });
});

it('groups are taken in their order until the next one leads away from the number', () => {
  const items = [Uint32Array.of(0, 1, 2, 3, 4, 5), Uint32Array.of(0, 1)];
  const of = (label: number, item: number) => (label === 1 ? 2 : [0, 0, 0, 1, 1, 2][item]!);
  const take = (asked: number, order: readonly number[]) => {
    const { taken, left } = takeGroups(items, of, order, asked);
    return [taken.map((each) => [...each]), left.map((each) => [...each])];
  };
  expect(take(4, [0, 1, 2])).toEqual([[[0, 1, 2], []], [[3, 4, 5], [0, 1]]]); // prettier-ignore
  expect(take(5, [0, 1, 2])).toEqual([[[0, 1, 2, 3, 4], []], [[5], [0, 1]]]); // prettier-ignore
  expect(take(3, [2, 1, 0])).toEqual([[[5], [0, 1]], [[0, 1, 2, 3, 4], []]]); // prettier-ignore
  expect(take(1, [0, 1, 2])).toEqual([[[], []], [[0, 1, 2, 3, 4, 5], [0, 1]]]); // prettier-ignore
  expect(take(99, [9, 1, 2, 0])[1]).toEqual([[], []]);
});
