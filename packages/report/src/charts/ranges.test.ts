import { describe, expect, it } from 'vitest';
import { decades, domainOf, leaves } from './ranges.js';

const inside = (values: readonly number[]) =>
  decades(values).filter((tick) => tick >= Math.min(...values) && tick <= Math.max(...values));

describe('ticks of a logarithmic axis', () => {
  it.each([
    ['powers of ten', [0.02, 3], [0.1, 1]],
    ['doubles and fives', [0.4, 3], [0.5, 1, 2]],
    ['even steps where these are too few', [1.9, 2.4], [1.9, 2, 2.1, 2.2, 2.3, 2.4]],
    ['very even steps', [2.301, 2.3042], [2.301, 2.302, 2.303, 2.304]],
    ['one value', [2.3], [2.3]],
  ])('are %s', (_, values, ticks) => {
    expect(inside(values)).toEqual(ticks);
  });

  it('are at least two, and not many, wherever the values lie', () => {
    for (let low = 1e-4; low < 400; low *= 1.37)
      for (const wide of [1.0004, 1.02, 1.3, 1.9, 4, 30]) {
        const ticks = inside([low, low * wide]).length;
        expect(ticks, `${low} to ${low * wide}`).toBeGreaterThanOrEqual(2);
        expect(ticks).toBeLessThanOrEqual(9);
      }
  });
});

it('a domain ends where the quantity does, whatever the ends of intervals are', () => {
  expect(domainOf({ share: true, zero: false }, [-40, 130])).toEqual([0, 100]);
  expect(domainOf({ share: false, zero: true }, [-3, 10])[0]).toBe(0);
  expect([leaves([0, 100], [0, 100]), leaves([0, 100], [-1]), leaves([0, 100], [101])]).toEqual([false, true, true]);
});
