import { describe, expect, it } from 'vitest';
import type { Axis, Place } from '../../figures/cells.js';
import { axisWords, stepWords } from './axes.js';
import { count, list } from '../../words.js';
import { pWords, shareWords } from './numbers.js';
import { placesWords, placeWords } from './places.js';
import { numberWords } from './units.js';
import { placesByVerdict } from './verdicts.js';

const axis = (name: string, more: Partial<Axis> = {}): Axis => ({ name, factor: 0, variable: false, scale: 'linear', title: undefined, unit: undefined, ...more }); // prettier-ignore
const size = axis('size', { unit: 'images per class', scale: 'log2' });
const depth = axis('depth', { variable: true });
const rate = axis('rate', { title: 'learning rate', scale: 'log10' });
const at = (...values: [Axis, string][]): Place => new Map(values);

describe('counts, lists and shares', () => {
  it('are plain English', () => {
    expect([count(1, 'run'), count(6, 'replicate')]).toEqual(['1 run', '6 replicates']);
    expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'], 'or')]).toEqual(['', 'a', 'a and b', 'a, b or c']); // prettier-ignore
    expect([pWords(0.0312), pWords(0.0004), shareWords(0.95), shareWords(0.123)]).toEqual(['p = 0.031', 'p < 0.001', '95 %', '12.3 %']); // prettier-ignore
  });
});

describe('places', () => {
  it('are called by unit, title or name', () => {
    expect(placeWords(at([size, '25']))).toBe('25 images per class');
    expect(placeWords(at([depth, '3']))).toBe('depth 3');
    expect(placeWords(at([rate, '0.1']))).toBe('learning rate 0.1');
    expect(placeWords(at([size, '25'], [depth, '3']))).toBe('25 images per class, depth 3');
    expect(placeWords(at())).toBe('');
  });

  it('are listed with the unit once', () => {
    expect(placesWords([at([size, '5']), at([size, '25'])])).toBe('5 and 25 images per class');
    expect(placesWords([at([depth, '1']), at([depth, '3']), at([depth, '5'])])).toBe('depth 1, 3 and 5');
    expect(placesWords([at([size, '5'], [depth, '1']), at([size, '5'], [depth, '2'])])).toBe('5 images per class, depth 1; 5 images per class, depth 2'); // prettier-ignore
    expect(placesWords([at()])).toBe('');
  });

  it('are listed by verdict', () => {
    const row = (value: string, verdict: 'supported' | 'inconclusive') => ({ place: at([depth, value]), verdict });
    expect(
      placesByVerdict([row('1', 'inconclusive'), row('2', 'supported'), row('4', 'supported')], 1, 'contrast'),
    ).toEqual([
      // prettier-ignore
      "Supported at depth 2 and 4, inconclusive at depth 1 (1 contrast, Holm's correction over 3 places).",
    ]);
    expect(placesByVerdict([{ place: at(), verdict: 'supported' }], 3, 'pair')).toEqual(['Supported (3 pairs).']);
  });
});

describe('axes', () => {
  it('say what a step is', () => {
    expect([size, rate, depth].map(axisWords)).toEqual(['log2 of size', 'log10 of learning rate', 'depth']);
    expect([size, rate, depth].map(stepWords)).toEqual(['Each doubling of size', 'Each tenfold of learning rate', 'Each step of 1 in depth']); // prettier-ignore
  });
});

describe('numbers', () => {
  const words = (unit: '%' | 'steps' | 'loss' | 'target' | 'none', margin: number) => numberWords({ metric: { unit }, margin }); // prettier-ignore

  it('are in the unit of the metric', () => {
    expect(words('%', 1).difference(-1.839)).toBe('−1.84 percentage points');
    expect(words('%', 0.001).number(0.4567)).toBe('0.46');
    expect(words('steps', 50).difference(119.6)).toBe('120 steps');
    expect(words('loss', 0.02).difference(0.02148)).toBe('0.021');
    expect(words('target', 0.05).difference(-3.2)).toBe('−3.200');
    expect(words('none', 10).difference(12.34)).toBe('12.3');
  });

  it('never are minus nothing', () => {
    expect(words('%', 1).number(-0.001)).toBe('0.00');
    expect(words('%', 1).number(-0.006)).toBe('−0.01');
  });

  it('have the margin as it was written', () => {
    expect([words('%', 1), words('%', 0.5), words('steps', 50), words('loss', 0.02)].map(({ margin }) => margin)).toEqual(['1 percentage point', '0.5 percentage points', '50 steps', '0.02']); // prettier-ignore
  });

  it('have intervals, but not of one replicate', () => {
    const interval = { mean: 0.5, low: -0.25, high: 1.25, level: 0.95, n: 6 };
    expect(words('%', 1).interval(interval)).toBe('95 % interval −0.25 to 1.25, 6 replicates');
    expect(words('%', 1).interval({ ...interval, n: 1, level: 0 })).toBe('1 replicate, no interval');
  });
});
