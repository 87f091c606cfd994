import { describe, expect, it } from 'vitest';
import { Pace } from './pace.js';

describe('the time that is left', () => {
  it('is what the rest takes at the rate so far, from the first piece on', () => {
    const pace = new Pace();
    expect(pace.left(0, 0, 400, 0)).toBeNull();
    expect(pace.left(60, 10, 400, 0)).toBeNull();
    expect(pace.left(61, 20, 400, 0)).toBeNull();
    // A minute of start says nothing: 90 in 10 seconds.
    expect(pace.left(70, 100, 400, 0)).toBeCloseTo(300 / 9);
  });

  it('does not count what was done before', () => {
    const pace = new Pace();
    expect(pace.left(1, 150, 400, 150)).toBeNull();
    expect(pace.left(2, 155, 400, 150)).toBeNull();
    expect(pace.left(12, 225, 400, 150)).toBeCloseTo((10 / 70) * 175);
  });

  it('is nothing at the end', () => {
    const pace = new Pace();
    pace.left(0, 100, 400, 0);
    expect(pace.left(10, 400, 400, 0)).toBe(0);
  });
});
