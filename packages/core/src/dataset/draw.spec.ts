import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CellSpec } from '../plan/cell.js';
import { planRuns } from '../plan/plan.js';
import { SeedStreams } from '../seeds/streams.js';
import { exampleSpecText, specOf } from '../testing/specs.js';
import { drawClasses, drawExamples, type Example } from './draw.js';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const data = {
  classes: letters,
  counts: { train: letters.map((_, index) => 30 + index), test: letters.map((_, index) => 3 + index) },
};
const spec = specOf(parse(exampleSpecText));
const cell = planRuns(spec).find((run) => run.condition === 'base')!.cell;
const source: CellSpec = { ...cell, role: 'source', learns: 'source', images: 20 };
const draw = (each: CellSpec) => drawExamples(each, data, new SeedStreams(each.seed, each.replicate));
const drawn = (changes: Partial<CellSpec>) => draw({ ...cell, ...changes });
const keys = (examples: readonly Example[]) => examples.map(({ classIndex, item }) => `${letters[classIndex]}${item}`);

const seeds = fc.record({ seed: fc.nat(), replicate: fc.nat(20) });
const property = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, check), { numRuns: 40, seed: 12 });
const classesOf = (classes: CellSpec['classes'], at = { seed: 1, replicate: 0 }) =>
  drawClasses({ ...cell, ...at, classes }, letters, new SeedStreams(at.seed, at.replicate));

describe('classes', () => {
  it('of source and target are disjoint, as many as asked for, and redrawn by each replicate', () => {
    const seen = new Set<string>();
    property(seeds, (at) => {
      const both = classesOf({ source: 5, target: 3 }, at);
      expect([both.source.length, both.target.length, new Set([...both.source, ...both.target]).size]).toEqual([
        5, 3, 8,
      ]);
      seen.add([...both.target].sort().join());
    });
    expect(seen.size).toBeGreaterThan(10);
  });

  it('that are named are taken as they are, and never drawn for the other side', () => {
    property(seeds, (at) => {
      const named = classesOf({ source: ['h', 'b'], target: 6 }, at);
      expect(named.source).toEqual(['h', 'b']);
      expect([...named.target].sort()).toEqual(['a', 'c', 'd', 'e', 'f', 'g']);
      expect(classesOf({ source: 4, target: ['a', 'c'] }, at).source).not.toContain('a');
    });
  });

  it('that are not there are not made up', () => {
    expect(() => classesOf({ source: 5, target: 4 })).toThrow(
      expect.objectContaining({ code: 'SB_DATA_CLASSES', message: expect.stringContaining('only 3 are left') }),
    );
    expect(() => classesOf({ source: 7, target: ['a', 'b'] })).toThrow(
      expect.objectContaining({ code: 'SB_DATA_CLASSES', message: expect.stringContaining('7 source classes') }),
    );
    expect(() => drawn({ classes: { source: 2, target: ['a', 'nowhere'] } })).toThrow(/class "nowhere" has 0/);
  });
});

describe('images', () => {
  it('of a smaller training set are among those of a larger one; validation and test are the same at each size', () => {
    property(fc.tuple(seeds, fc.nat(12), fc.nat(13)), ([at, n, extra]) => {
      const [small, large] = [drawn({ ...at, images: n + 1 }), drawn({ ...at, images: n + 1 + extra })];
      const [few, many] = [keys(small.train), new Set(keys(large.train))];
      expect(few.filter((key) => !many.has(key))).toEqual([]);
      expect([few.length, many.size]).toEqual([2 * (n + 1), 2 * (n + 1 + extra)]);
      expect([small.validation, small.test, small.classes]).toEqual([large.validation, large.test, large.classes]);
    });
  });

  it('of training and validation are disjoint, each once, as many of each class, rightly labelled', () => {
    property(fc.tuple(seeds, fc.integer({ min: 1, max: 26 }), fc.constantFrom(cell, source)), ([at, images, role]) => {
      const { classes, train, validation, test } = draw({ ...role, ...at, images });
      const both = [...train, ...validation];
      expect(new Set(keys(both)).size).toBe(both.length);
      expect([train.length, validation.length]).toEqual([classes.length * images, classes.length * 4]);
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

  it('depend on seed, replicate, classes and counts only: not on model, training, or what is transferred', () => {
    const before = drawn({});
    const model = { ...cell.model, dense: [1, 2, 3] };
    const training = { ...cell.training, rate: 9, steps: 9, batch: 9 };
    const transfer = { source: 'x', copied: 3, frozen: 2, probe: 0.5 };
    expect(drawn({ model, training, transfer })).toEqual(before);
    expect(drawn({ seed: 1 })).not.toEqual(before);
    expect(drawn({ replicate: 1 })).not.toEqual(before);
  });

  it('may be all of a class, and no more', () => {
    const named = { source: 2, target: ['a', 'b'] };
    expect(drawn({ classes: named, images: 26 }).train).toHaveLength(52);
    expect(() => drawn({ classes: named, images: 27 })).toThrow(
      expect.objectContaining({
        code: 'SB_DATA_TOO_FEW',
        exitCode: 2,
        message: expect.stringContaining('class "a" has 30'),
      }),
    );
  });
});

describe('labels that are shuffled', () => {
  it('are a permutation of the true ones over the same images; validation and test keep theirs', () => {
    const moved: boolean[] = [];
    property(seeds, (at) => {
      const [right, wrong] = [draw({ ...source, ...at }), draw({ ...source, ...at, labels: 'shuffled' })];
      const labels = (examples: readonly Example[]) => examples.map(({ label }) => label);
      expect(keys(wrong.train)).toEqual(keys(right.train));
      expect(labels(wrong.train).sort()).toEqual(labels(right.train).sort());
      expect([wrong.validation, wrong.test]).toEqual([right.validation, right.test]);
      moved.push(labels(wrong.train).some((label, index) => label !== right.train[index]!.label));
    });
    expect(moved.every(Boolean)).toBe(true);
  });
});

describe('a source network on the target classes (selffer)', () => {
  it('never learns from an image that its cells validate on', () => {
    property(seeds, (at) => {
      const own = draw({ ...source, ...at, learns: 'target', images: 26 });
      const target = drawn(at);
      expect(own.classes).toEqual(target.classes);
      expect(own.validation).toEqual(target.validation);
      const learnt = new Set(keys(own.train));
      expect(keys(target.validation).filter((key) => learnt.has(key))).toEqual([]);
    });
  });
});
