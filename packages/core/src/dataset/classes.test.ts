import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LearnConfig } from '../plan/run-config.js';
import { drawingOf, streamsOf } from '../testing/learning.js';
import { classCountOf } from '../plan/learned-classes.js';
import { drawClasses } from './classes.js';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
type Classes = LearnConfig['data']['classes'];

const classesOf = (classes: Classes, group?: string, at = { seed: 1, replicate: 0 }) =>
  drawClasses({ data: { plugin: 'letters', name: 'set', classes }, classes: group }, letters, streamsOf(drawingOf(at)));

const seeds = fc.record({ seed: fc.nat(), replicate: fc.nat(20) });
const property = (check: (at: { seed: number; replicate: number }) => void) =>
  fc.assert(fc.property(seeds, check), { numRuns: 40, seed: 12 });

describe('groups of classes', () => {
  it('are disjoint, as large as asked for, and redrawn by each replicate', () => {
    const seen = new Set<string>();
    property((at) => {
      const [source, target] = ['source', 'target'].map((group) => classesOf({ source: 5, target: 3 }, group, at));
      expect([source!.length, target!.length, new Set([...source!, ...target!]).size]).toEqual([5, 3, 8]);
      seen.add([...target!].sort().join());
    });
    expect(seen.size).toBeGreaterThan(10);
  });

  it('take from the permutation in alphabetical order, however they are written', () => {
    property((at) => {
      const one = classesOf({ b: 2, a: 3 }, 'b', at);
      expect(classesOf({ a: 3, b: 2 }, 'b', at)).toEqual(one);
      const all = [...classesOf({ a: 3, b: 2 }, 'a', at), ...one];
      expect(classesOf({ whole: 5 }, 'whole', at)).toEqual(all);
    });
  });

  it('that are listed are taken as they are, and never drawn for another', () => {
    property((at) => {
      const classes = { source: ['h', 'b'], target: 6 };
      expect(classesOf(classes, 'source', at)).toEqual(['h', 'b']);
      expect([...classesOf(classes, 'target', at)].sort()).toEqual(['a', 'c', 'd', 'e', 'f', 'g']);
      expect(classesOf({ source: 4, target: ['a', 'c'] }, 'source', at)).not.toContain('a');
    });
  });

  it('that are not there are not made up', () => {
    const refused = (message: string) => expect.objectContaining({ code: 'SB_DATA_CLASSES', message });
    expect(() => classesOf({ source: 5, target: 4 }, 'source')).toThrow(
      refused('group "target" asks for 4 classes, but only 3 are left to draw'),
    );
    expect(() => classesOf({ source: 7, target: ['a', 'b'] }, 'target')).toThrow(
      refused('group "source" asks for 7 classes, but only 6 are left to draw'),
    );
    expect(() => classesOf({ source: 2, target: ['a', 'nowhere'] }, 'source')).toThrow(
      refused('letters has no class "nowhere"'),
    );
    expect(() => classesOf(9)).toThrow(refused('set "set" asks for 9 classes, but only 8 are left to draw'));
  });
});

describe('without a group', () => {
  it('all classes are learned, or the n or listed ones, in the order of the set', () => {
    expect(classesOf(undefined)).toEqual(letters);
    expect(classesOf(['d', 'a'])).toEqual(['a', 'd']);
    const drawn = new Set<string>();
    property((at) => {
      const three = classesOf(3, undefined, at);
      expect(three).toEqual([...three].sort());
      expect(new Set(three).size).toBe(3);
      expect(classesOf(4, undefined, at)).toEqual(expect.arrayContaining([...three]));
      drawn.add(three.join());
    });
    expect(drawn.size).toBeGreaterThan(10);
  });
});

describe('classCountOf', () => {
  const count = (classes: Classes, group?: string) =>
    classCountOf({ learn: { data: { plugin: 'letters', classes }, classes: group } });

  it('is known from the config, but for a whole set', () => {
    expect([count({ a: 3, b: ['x', 'y'] }, 'a'), count({ a: 3, b: ['x', 'y'] }, 'b')]).toEqual([3, 2]);
    expect([count(4), count(['x']), count(undefined)]).toEqual([4, 1, null]);
  });
});
