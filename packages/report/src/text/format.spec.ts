import { describe, expect, it } from 'vitest';
import { bytes, count, duration, grouped, list, points, pValue, signedPoints } from './format.js';

describe('numbers as text', () => {
  it('writes points with one decimal and never a negative zero', () => {
    expect([87.34, -0.04, -1.25].map(points)).toEqual(['87.3', '0.0', '−1.3']);
    expect([0.04, 1.2, -3].map(signedPoints)).toEqual(['0.0', '+1.2', '−3.0']);
  });

  it('writes times and amounts for people', () => {
    expect([4.24, 59.97, 185, 7800, 360_000].map(duration)).toEqual([
      '4.2 s',
      '1 min 00 s',
      '3 min 05 s',
      '2 h 10 min',
      '100 h 00 min',
    ]);
    expect([612 * 2 ** 20, 1.4 * 2 ** 30].map(bytes)).toEqual(['612 MiB', '1.4 GiB']);
    expect([999, 1000, 1_234_567].map(grouped)).toEqual(['999', '1,000', '1,234,567']);
    expect([count(1, 'run'), count(2, 'class', 'classes')]).toEqual(['1 run', '2 classes']);
    expect([0.0004, 0.0312].map(pValue)).toEqual(['< 0.001', '0.031']);
    expect([[], ['a'], ['a', 'b', 'c']].map(list)).toEqual(['', 'a', 'a, b and c']);
  });
});
